require 'strscan'

# XML as a tree: read, looked through with the plain kind of XPath, changed and written.
module REXML
  class ParseException < RuntimeError; end

  class UndefinedNamespaceException < ParseException; end

  NAMED = { 'lt' => '<', 'gt' => '>', 'amp' => '&', 'quot' => '"', 'apos' => "'" }.freeze

  def self.plain(text)
    text.gsub(/&(#x?\h+|\w+);/) do |whole|
      name = $1
      if name.start_with?('#x') then [name[2..].to_i(16)].pack('U')
      elsif name.start_with?('#') then [name[1..].to_i].pack('U')
      else NAMED[name] || whole
      end
    end
  end

  def self.escaped(text)
    text.to_s.gsub(/[&<>"']/) { |char| "&#{NAMED.key(char)};" }
  end

  class Text
    attr_accessor :value, :parent

    def initialize(value, *)
      @value = value
    end

    def to_s = REXML.escaped(@value)

    def node_type = :text
  end

  class CData < Text
    def to_s = "<![CDATA[#{@value}]]>"
  end

  class Comment
    attr_accessor :string, :parent

    def initialize(string)
      @string = string
    end

    def to_s = "<!--#{@string}-->"

    def node_type = :comment
  end

  class Attribute
    attr_reader :name, :value, :element

    def initialize(element, name, value)
      @element = element
      @name = name
      @value = value
    end

    def to_s = @value
  end

  class Attributes < Hash
    def [](name) = super(name.to_s)

    def []=(name, value)
      value.nil? ? delete(name.to_s) : super(name.to_s, value.to_s)
    end

    def get_attribute(name) = key?(name.to_s) ? Attribute.new(nil, name.to_s, self[name]) : nil

    def each_attribute
      each { |name, value| yield Attribute.new(nil, name, value) }
    end
  end

  # The elements within one, by number (from 1), by name or path.
  class Elements
    include Enumerable

    def initialize(parent)
      @parent = parent
    end

    def [](index, name = nil)
      return to_a(name)[index - 1] if index.is_a?(Integer)

      XPath.first(@parent, index)
    end

    def each(path = nil, &block)
      to_a(path).each(&block)
      self
    end

    alias each_element each

    def to_a(path = nil) = path ? XPath.match(@parent, path) : @parent.children.grep(Element)

    def size = to_a.length

    def empty? = to_a.empty?

    def index(element) = (found = to_a.index(element)) ? found + 1 : -1

    def add(element = nil, attributes = nil)
      element = Element.new(element) if element.is_a?(String)
      attributes&.each { |name, value| element.attributes[name] = value }
      @parent.add(element)
    end

    alias << add

    def delete(element)
      element = self[element] unless element.is_a?(Element)
      element && @parent.delete(element)
    end

    def delete_all(path)
      to_a(path).each(&:remove)
    end

    def collect(path = nil, &block) = to_a(path).map(&block)
  end

  module Parent
    attr_reader :children

    def add(child)
      child.parent = self
      @children << child
      child
    end

    alias << add

    def delete(child) = @children.delete(child)

    def elements = Elements.new(self)

    def each_element(path = nil, &block) = elements.each(path, &block)

    def has_elements? = @children.any? { |child| child.is_a?(Element) }

    def add_element(name, attributes = nil) = elements.add(name, attributes)

    def delete_element(path) = elements.delete(path)

    def get_elements(path) = elements.to_a(path)
  end

  class Element
    include Parent

    attr_accessor :name, :parent, :attributes

    def initialize(name = '', parent = nil)
      @name = name
      @attributes = Attributes.new
      @children = []
      parent&.add(self)
    end

    alias expanded_name name

    def root = parent.is_a?(Element) ? parent.root : self

    def document = parent.is_a?(Document) ? parent : parent&.document

    def text(path = nil)
      element = path ? elements[path] : self
      found = element && element.children.find { |child| child.is_a?(Text) }
      found && found.value
    end

    def texts = @children.grep(Text)

    def has_text? = !text.nil?

    def text=(value)
      @children.reject! { |child| child.is_a?(Text) }
      add(Text.new(value.to_s)) unless value.nil?
      self
    end

    def add_text(value)
      add(value.is_a?(Text) ? value : Text.new(value))
      self
    end

    def attribute(name) = @attributes.get_attribute(name)

    def has_attributes? = !@attributes.empty?

    def add_attribute(name, value)
      @attributes[name] = value
    end

    def add_attributes(values)
      values.each { |name, value| @attributes[name] = value }
    end

    def delete_attribute(name) = @attributes.delete(name.to_s)

    def remove
      parent&.delete(self)
      self
    end

    def next_element
      all = parent.elements.to_a
      all[all.index(self) + 1]
    end

    def previous_element
      all = parent.elements.to_a
      at = all.index(self)
      at.zero? ? nil : all[at - 1]
    end

    def xpath = "#{parent.is_a?(Element) ? parent.xpath : ''}/#{name}"

    def node_type = :element

    def ==(other) = equal?(other)

    def to_s
      tag = name + @attributes.map { |key, value| " #{key}='#{REXML.escaped(value)}'" }.join
      @children.empty? ? "<#{tag}/>" : "<#{tag}>#{@children.join}</#{name}>"
    end

    def inspect = "<#{name}#{@children.empty? ? '/' : '> ... </'}>"

    def write(output = +'', *)
      output << to_s
    end
  end

  class Document
    include Parent

    attr_accessor :parent

    def initialize(source = nil, *)
      @children = []
      @declaration = nil
      return if source.nil?

      source = source.read if source.respond_to?(:read)
      parse(source)
    end

    def root = @children.find { |child| child.is_a?(Element) }

    def document = self

    def node_type = :document

    def to_s = "#{@declaration}#{@children.join}"

    def write(output = +'', *)
      output << to_s
    end

    private

    def parse(source)
      scanner = StringScanner.new(source)
      open = [self]
      until scanner.eos?
        if (text = scanner.scan(/[^<]+/))
          open.last.add(Text.new(REXML.plain(text))) if open.length > 1
        elsif scanner.scan(/<\?.*?\?>/m) then @declaration ||= scanner.matched
        elsif scanner.scan(/<!--(.*?)-->/m) then open.last.add(Comment.new(scanner[1]))
        elsif scanner.scan(/<!\[CDATA\[(.*?)\]\]>/m) then open.last.add(CData.new(scanner[1]))
        elsif scanner.scan(/<!DOCTYPE[^>\[]*(\[.*?\])?\s*>/m) then next
        elsif scanner.scan(%r{</\s*([^\s>]+)\s*>}) then close(open, scanner[1])
        elsif scanner.scan(/<([^\s\/>]+)/) then start(open, scanner)
        else raise ParseException, "malformed XML: #{scanner.rest[0, 40].inspect}"
        end
      end
      raise ParseException, "Missing end tag for '#{open.last.name}'" if open.length > 1
    end

    def start(open, scanner)
      element = Element.new(scanner[1])
      while scanner.scan(/\s+([^\s=\/>]+)\s*=\s*("[^"]*"|'[^']*')/m)
        element.attributes[scanner[1]] = REXML.plain(scanner[2][1..-2])
      end
      raise ParseException, "malformed XML: in the tag #{element.name}" unless scanner.scan(%r{\s*(/?)>})

      open.last.add(element)
      open.push(element) if scanner[1].empty?
    end

    def close(open, name)
      last = open.last
      raise ParseException, "Missing end tag for '#{last.is_a?(Element) ? last.name : ''}' (got '#{name}')" unless open.length > 1 && last.name == name

      open.pop
    end
  end

  # Paths of names, `*`, `.`, `..`, `//`, `@name`, `text()`, with conditions on place, attribute or child.
  module XPath
    STEP = %r{(//?)?((?:[^/\[\]]|\[[^\]]*\])+)}.freeze

    module_function

    def first(node, path = '*', *) = match(node, path).first

    def each(node, path = '*', *, &block) = match(node, path).each(&block)

    def match(node, path = '*', *)
      path.split(/\s*\|\s*/).flat_map { |one| walk(node, one) }.uniq(&:object_id)
    end

    def walk(node, path)
      nodes = [path.start_with?('/') ? node.document || node.root : node]
      path.scan(STEP) do |slashes, step|
        name, *conditions = step.split(/[\[\]]+/)
        nodes = nodes.flat_map { |one| narrowed(steps(one, name, slashes == '//'), conditions) }
      end
      nodes
    end

    def steps(node, name, deep)
      from = deep ? below(node) : [node]
      case name
      when '.' then from
      when '..' then [node.parent].compact
      when 'text()' then from.flat_map { |one| one.children.grep(Text) }
      when /\A@(.+)/
        wanted = $1
        from.grep(Element).map { |one| one.attribute(wanted) }.compact
      else from.flat_map { |one| one.elements.to_a.select { |child| name == '*' || child.name == name } }
      end
    end

    def below(node) = [node] + node.children.grep(Element).flat_map { |child| below(child) }

    def narrowed(nodes, conditions)
      conditions.inject(nodes) do |kept, condition|
        case condition.strip
        when /\A\d+\z/ then [kept[condition.to_i - 1]].compact
        when 'last()' then [kept.last].compact
        else kept.select { |one| condition.split(/\s+and\s+/).all? { |part| holds?(one, part.strip) } }
        end
      end
    end

    def holds?(element, condition)
      case condition
      when /\A@([\w:.-]+)\s*(!?=)\s*(["'])(.*)\3\z/ then (element.attributes[$1] == $4) == ($2 == '=')
      when /\A@([\w:.-]+)\z/ then !element.attributes[$1].nil?
      when /\Atext\(\)\s*=\s*(["'])(.*)\1\z/ then element.text == $2
      when /\A([\w:.-]+)\s*=\s*(["'])(.*)\2\z/
        wanted = $3
        element.elements.to_a($1).any? { |child| child.text == wanted }
      when /\A[\w:.\/@-]+\z/ then !XPath.match(element, condition).empty?
      else raise ParseException, "a condition that is not understood: [#{condition}]"
      end
    end
  end
end
