require 'strscan'

module REXML
  class ParseException < RuntimeError
    attr_accessor :source, :position, :line

    def initialize(message, source = nil, position = nil, line = nil)
      @rest = source
      @position = position
      @line = line
      super(message)
    end

    def to_s
      return super unless @position
      "#{super}\nLine: #{@line}\nPosition: #{@position}\nLast 80 unconsumed characters:\n#{@rest.to_s[0..80].tr("\n", ' ')}"
    end
    alias message to_s
  end

  class UndefinedNamespaceException < ParseException
    def initialize(prefix, *)
      super("Undefined prefix #{prefix} found")
    end
  end

  # Reads a text into a document.
  class Reading
    NAME = '[A-Za-z_:\u0080-\u{10FFFF}][\w:.\-\u0080-\u{10FFFF}]*'

    def initialize(text, document, context)
      @text = text.delete_prefix("\uFEFF")
      @document = document
      @context = context
      @open = [document]
    end

    def read
      @scanner = StringScanner.new(@text)
      until @scanner.eos?
        if (text = @scanner.scan(/[^<]+/)) then text(text)
        elsif @scanner.scan(/<\?xml\s+(.*?)\?>/m) then declaration(@scanner[1])
        elsif @scanner.scan(/<\?(\S+?)(?:\s+(.*?))?\s*\?>/m) then @open.last.add(Instruction.new(@scanner[1], @scanner[2]))
        elsif @scanner.scan(/<!--(.*?)-->/m) then comment(@scanner[1])
        elsif @scanner.scan(/<!\[CDATA\[(.*?)\]\]>/m) then @open.last.add(CData.new(@scanner[1]))
        elsif @scanner.scan(/<!DOCTYPE\s+(#{NAME})\s*(?:(PUBLIC|SYSTEM)\s*((?:"[^"]*"|'[^']*')\s*(?:"[^"]*"|'[^']*')?)\s*)?(?:\[(.*?)\]\s*)?>/m) then doctype
        elsif @scanner.scan(%r{</\s*([^\s>]+)\s*>}) then close(@scanner[1])
        elsif @scanner.check(/<!--/) then fail('Malformed node', at_end: true)
        elsif @scanner.check(/<[^>]*\z/) then break
        elsif @scanner.scan(/<(#{NAME})/o) then start(@scanner[1])
        else fail("malformed XML: missing tag start")
        end
      end
      if @open.size > 1
        whole = @open[1].children.empty? or fail("No close tag for #{@open.last.xpath}")
        @open[1].remove if whole
      end
      @document.children.delete_if { |child| child.is_a?(Text) } unless @document.root
      @document
    end

    private

    def fail(message, at_end: false)
      consumed = at_end ? @scanner.string : @scanner.string[0, @scanner.charpos]
      raise ParseException.new(message, @scanner.rest, consumed.bytesize, consumed.count("\n") + 1)
    end

    def text(text)
      return if @open.size == 1 && text.strip.empty? && @document.doctype && !@document.root && @scanner.check(/<[?!a-zA-Z]/)
      return if spaces?(:ignore_whitespace_nodes) && text.strip.empty?
      text = text.gsub(/\s+/, ' ') if spaces?(:compress_whitespace)
      check(text, /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|&(?!#\d+;|#x\h+;|[A-Za-z_:][\w:.\-]*;)/)
      @open.last.add(Text.new(text.gsub(/\r\n?/, "\n"), true, nil, true))
    end

    def check(text, illegal)
      found = text.match(illegal) or return
      said = "Illegal character #{found[0].inspect} in raw string #{text.inspect}"
      fail("#<RuntimeError: #{said}>\n...\n#{said}")
    end

    def spaces?(name)
      wanted = @context[name]
      wanted == :all || (wanted.is_a?(Array) && wanted.include?(@open.last.name))
    end

    def declaration(text)
      parts = text.scan(/(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')/).to_h { |name, one, other| [name, one || other] }
      @document.add(XMLDecl.new(parts['version'], parts['encoding'], parts['standalone']))
    end

    def comment(text)
      fail('Malformed comment') if text.include?('--') || text.end_with?('-')
      @open.last.add(Comment.new(text))
    end

    def doctype
      name, kind, ids, subset = @scanner[1], @scanner[2], @scanner[3], @scanner[4]
      declarations = subset.to_s.scan(/<!--.*?-->|<\?.*?\?>|<![A-Z]+(?:[^>"']|"[^"]*"|'[^']*')*>|%[\w.\-]+;/m).map do |one|
        found = one.match(/\A<!ENTITY\s+([^\s%]+)\s+(?:"([^"]*)"|'([^']*)')\s*>\z/m)
        found ? Entity.new(found[1], found[2] || found[3], "<!ENTITY #{found[1]} \"#{found[2] || found[3]}\">") : one
      end
      @document.add(DocType.new(name, kind, ids.to_s.scan(/"([^"]*)"|'([^']*)'/).flatten.compact, declarations))
    end

    def start(name)
      element = Element.new(name)
      while @scanner.scan(/\s*(#{NAME})\s*=\s*/mo)
        attribute = @scanner[1]
        quoted = @scanner.scan(/"[^"]*"|'[^']*'/m)
        unless quoted
          @scanner.scan(/[^>]*>/)
          fail("Missing attribute value start quote: <#{attribute}>")
        end
        check(quoted[1..-2], /</)
        if element.attributes.attributes.any? { |one| one.expanded_name == attribute }
          @scanner.scan(/[^>]*>/)
          fail("Duplicate attribute #{attribute.inspect}")
        end
        element.attributes << Attribute.new(attribute, Attribute::Raw.new(quoted[1..-2]))
      end
      if (bare = @scanner.scan(/\s*(#{NAME})/mo))
        @scanner.scan(/[^>]*>/)
        fail("Missing attribute equal: <#{bare.strip}>")
      end
      fail("malformed XML: in the tag #{name}") unless @scanner.scan(%r{\s*(/?)>})
      ends = !@scanner[1].empty?
      place(element)
      @open.push(element) unless ends
    end

    def place(element)
      @open.last.add(element)
      [element, *element.attributes.attributes].each do |one|
        raise UndefinedNamespaceException.new(one.prefix) unless ['', 'xmlns', 'xml'].include?(one.prefix.to_s) || element.namespace(one.prefix)
      end
    rescue ParseException
      raise
    rescue RuntimeError => e
      fail(e.inspect)
    end

    def close(name)
      fail("Unexpected top-level end tag (got '#{name}')") if @open.size == 1
      fail("Missing end tag for '#{@open.last.expanded_name}' (got '#{name}')") unless @open.last.expanded_name == name
      @open.pop
    end
  end
end
