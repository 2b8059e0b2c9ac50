module REXML
  module Node
    attr_accessor :parent

    def document = parent.is_a?(Document) ? parent : parent&.document

    def remove
      parent&.delete(self)
      self
    end

    def replace_with(other)
      parent.replace_child(self, other)
      self
    end

    def index_in_parent = parent.index(self) + 1

    def each_recursive(&block)
      elements.each do |one|
        block.call(one)
        one.each_recursive(&block)
      end
    end

    def next_sibling_node = parent && parent.children[parent.index(self) + 1]
    alias next_sibling next_sibling_node

    def previous_sibling_node = parent && parent.index(self) > 0 ? parent.children[parent.index(self) - 1] : nil
    alias previous_sibling previous_sibling_node

    def indent? = false

    def parent? = false

    def write(output = $stdout, indent = -1, *)
      maker = indent > -1 ? Formatters::Pretty.new(indent) : Formatters::Default.new
      maker.write(self, output)
    end

    # Whether a text is plain white space.
    def empty_text? = is_a?(Text) && to_s.strip.empty?
  end

  class Text
    include Node
    include Comparable

    NAMED = { 'lt' => '<', 'gt' => '>', 'quot' => '"', 'apos' => "'", 'amp' => '&' }.freeze

    class << self
      def normalize(text, *) = text.gsub(/[&<>"']/) { |char| "&#{NAMED.key(char)};" }

      def unnormalize(text, doctype = nil, *)
        return text unless text.include?('&')
        text.gsub(/&(?:#x(\h+)|#(\d+)|([A-Za-z_:][\w:.\-]*));/) do |whole|
          if $1 then [$1.to_i(16)].pack('U')
          elsif $2 then [$2.to_i].pack('U')
          else
            name = $3
            NAMED[name] || doctype&.expanded(name) || whole
          end
        end
      end
    end

    attr_accessor :raw

    def initialize(value, respects_whitespace = false, parent = nil, raw = nil, *)
      @string = value.is_a?(Text) ? value.to_s : value.dup
      @raw = value.is_a?(Text) ? true : raw
      parent&.add(self)
    end

    def value = Text.unnormalize(@string, document&.doctype)

    def value=(text)
      @string = text
      @raw = false
    end

    def to_s = @raw ? @string : Text.normalize(@string)

    def <<(text)
      @string << text.gsub(/\r\n?/, "\n")
      self
    end

    def empty? = @string.empty?

    def <=>(other) = to_s <=> other.to_s

    def node_type = :text

    def inspect = @string.inspect
  end

  class CData < Text
    def value = @string

    def to_s = @string
  end

  class Comment
    include Node
    include Comparable

    attr_accessor :string

    def initialize(string, parent = nil)
      @string = string.is_a?(Comment) ? string.string : string
      parent&.add(self)
    end

    def to_s = @string

    def <=>(other) = other.to_s <=> @string

    def node_type = :comment
  end

  class Instruction
    include Node

    attr_accessor :target, :content

    def initialize(target, content = nil)
      @target = target
      @content = content&.strip
    end

    def to_s = "<?#{[@target, @content].compact.reject(&:empty?).join(' ')}?>"

    def ==(other) = other.is_a?(Instruction) && other.target == @target && other.content == @content

    def node_type = :processing_instruction
  end

  class XMLDecl
    include Node

    attr_accessor :version, :encoding, :standalone

    def self.default = new('1.0')

    def initialize(version = '1.0', encoding = nil, standalone = nil)
      @version = version
      @encoding = encoding
      @standalone = standalone
    end

    alias stand_alone? standalone

    # Made up because a document had none: it is not written.
    attr_accessor :unwritten

    def to_s
      return '' if @unwritten
      parts = ["version='#{@version}'"]
      parts << "encoding='#{@encoding}'" if @encoding
      parts << "standalone='#{@standalone}'" if @standalone
      "<?xml #{parts.join(' ')}?>"
    end

    def writethis = true

    def node_type = :xmldecl
  end

  class Entity
    attr_reader :name, :value, :source

    def initialize(name, value, source)
      @name = name
      @value = value
      @source = source
    end

    def to_s = @source
  end

  class DocType
    include Node

    attr_reader :name, :external_id, :public, :system, :declarations, :entities

    def initialize(name, external_id = nil, identifiers = [], declarations = [])
      @name = name
      @external_id = external_id
      @identifiers = identifiers
      @public = identifiers[0] if external_id == 'PUBLIC'
      @system = identifiers.last
      @declarations = declarations
      @entities = Text::NAMED.reject { |one, _| one == 'amp' }.to_h { |one, char| [one, Entity.new(one, char, "<!ENTITY #{one} \"#{char}\">")] }
      declarations.grep(Entity).each { |entity| @entities[entity.name] ||= entity }
    end

    def entity(name) = @entities[name] && Text.unnormalize(@entities[name].value.to_s, self)

    # What an entity stands for, entities within it included.
    def expanded(name)
      return unless @entities[name]&.value
      document&.record_entity_expansion
      text = Text.unnormalize(@entities[name].value, self)
      raise 'entity expansion has grown too large' if text.bytesize > Document.entity_expansion_text_limit
      text
    end

    def to_s
      head = ['<!DOCTYPE', @name, @external_id, *@identifiers.map { |text| "\"#{text}\"" }].compact.join(' ')
      @declarations.empty? ? "#{head}>" : "#{head} [\n#{@declarations.map { |one| "#{one}\n" }.join}]>"
    end

    def node_type = :doctype
  end

  module Named
    attr_reader :prefix

    def name=(name)
      @prefix, @name = name.include?(':') ? name.split(':', 2) : ['', name]
    end

    def name = @name

    def expanded_name = @prefix.to_s.empty? ? @name : "#{@prefix}:#{@name}"
    alias fully_expanded_name expanded_name

    def has_name?(other, namespace = nil) = namespace ? self.namespace == namespace && @name == other : expanded_name == other || @name == other
  end

  class Attribute
    include Node
    include Named

    attr_accessor :element

    def initialize(name, value = nil, element = nil)
      element, name, value = name, value, element if name.is_a?(Element)
      self.name = name.to_s
      @raw = value.is_a?(Raw) ? value.text : value.to_s
      @element = element
    end

    Raw = Struct.new(:text)

    def parent = @element

    def document = @element&.document

    def value = Text.unnormalize(@raw, document&.doctype)

    def to_s = @raw

    def to_string = "#{expanded_name}='#{@raw.gsub("'", '&apos;')}'"
    alias inspect to_string

    def namespace(name = @prefix) = name.to_s.empty? ? '' : @element&.namespace(name) || ''

    def node_type = :attribute

    def ==(other) = other.is_a?(Attribute) && other.expanded_name == expanded_name && other.value == value

    def remove
      @element.attributes.delete(expanded_name)
    end

    def xpath = "#{@element.xpath}/@#{expanded_name}"
  end

  class Attributes < Hash
    def initialize(element)
      super()
      @element = element
    end

    def get_attribute(name)
      name = name.to_s
      prefix, own = name.include?(':') ? name.split(':', 2) : [nil, name]
      attributes.find { |one| one.name == own && one.prefix == (prefix || '') } || (attributes.find { |one| one.name == own && one.prefix != 'xmlns' } unless prefix)
    end

    def get_attribute_ns(namespace, name) = attributes.find { |one| one.name == name && one.namespace == namespace }

    def attributes = values

    def [](name) = get_attribute(name)&.value

    def []=(name, value)
      return delete(name) if value.nil?
      value = Attribute.new(name, Attribute::Raw.new(Text.normalize(value.to_s))) unless value.is_a?(Attribute)
      value.element = @element
      raise "Illegal character \"<\" in raw string #{value.to_s.inspect}" if value.to_s.include?('<')
      old = attributes.find { |one| one.expanded_name == value.expanded_name }
      store(old ? key(old) : key?(value.name) ? value.expanded_name : value.name, value)
    end

    def add(attribute) = self[attribute.expanded_name] = attribute
    alias << add

    def delete(name)
      found = get_attribute(name.is_a?(Attribute) ? name.expanded_name : name)
      super(key(found)) if found
      @element
    end

    def delete_all(name) = attributes.select { |one| one.name == name }.each { |one| delete(one) }

    def each
      return to_enum(:each) unless block_given?
      attributes.each { |one| yield [one.expanded_name, one.value] }
      self
    end

    def each_attribute(&block)
      return to_enum(:each_attribute) unless block
      attributes.each(&block)
      self
    end

    def map(&block) = each.map(&block)
    alias collect map

    def to_a = attributes

    def length = size

    def prefixes = attributes.select { |one| one.prefix == 'xmlns' }.map(&:name)

    def namespaces = attributes.select { |one| one.prefix == 'xmlns' || one.expanded_name == 'xmlns' }.to_h { |one| [one.name, one.value] }
  end

  # The elements within one, by number (from 1), by name or path.
  class Elements
    include Enumerable

    attr_reader :parent

    def initialize(parent)
      @parent = parent
    end

    def [](index, name = nil)
      return XPath.match(@parent, index).find { |node| node.is_a?(Element) } unless index.is_a?(Integer)
      raise "index (#{index}) must be >= 1" if index < 1
      (name ? to_a.select { |one| one.has_name?(name) } : to_a)[index - 1]
    end

    def []=(index, element)
      old = self[index]
      old ? old.replace_with(element) : @parent.add(element)
    end

    def each(path = nil, &block) = to_a(path).each(&block)

    def to_a(path = nil) = path ? XPath.match(@parent, path).grep(Element) : @parent.children.grep(Element)

    def size = to_a.size

    def empty? = to_a.empty?

    def index(element) = (at = to_a.index { |one| one.equal?(element) }) ? at + 1 : -1

    def add(element = nil, attributes = nil)
      element = Element.new(element || '') unless element.is_a?(Element)
      attributes&.each { |name, value| element.attributes[name] = value }
      @parent.add(element)
    end
    alias << add

    def delete(element)
      element = self[element] unless element.is_a?(Element)
      element && @parent.delete(element)
    end

    def delete_all(path) = to_a(path).each(&:remove)

    def collect(path = nil, &block) = to_a(path).map(&block)

    def inject(path = nil, initial = nil, &block) = path && !path.is_a?(String) ? to_a.inject(path, &block) : to_a(path).inject(initial, &block)
  end

  class Element
    include Enumerable
    include Node
    include Named

    attr_reader :attributes, :children
    attr_accessor :context

    UNDEFINED = 'UNDEFINED'

    def initialize(name = UNDEFINED, parent = nil, context = nil)
      self.name = name.is_a?(Element) ? name.expanded_name : name
      @context = context
      @attributes = Attributes.new(self)
      @children = []
      name.attributes.each_attribute { |one| @attributes << one.dup } if name.is_a?(Element)
      parent&.add(self)
    end

    def initialize_copy(other)
      @attributes = Attributes.new(self)
      other.attributes.each_attribute { |one| @attributes << one.dup }
      @children = []
      @parent = nil
      other.children.each { |child| Element.instance_method(:add).bind_call(self, child.dup) }
    end

    def clone = Element.new(self)

    def deep_clone = dup

    def each(&block) = @children.each(&block)
    alias each_child each

    def add(child)
      child.parent&.delete(child) unless child.parent.equal?(self)
      child.parent = self
      @children << child
      child
    end
    alias << add
    alias push add

    def unshift(child)
      child.parent = self
      @children.unshift(child)
    end

    def delete(child)
      at = index(child) or return
      @children.delete_at(at).parent = nil
      child
    end

    def index(child) = @children.index { |one| one.equal?(child) }

    def size = @children.size
    alias length size

    def to_a = @children.dup

    def parent? = true

    def insert_before(place, child) = insert(place, child, 0)

    def insert_after(place, child) = insert(place, child, 1)

    def insert(place, child, shift)
      place = XPath.first(self, place) if place.is_a?(String)
      child.parent = place.parent
      place.parent.children.insert(place.parent.index(place) + shift, child)
      self
    end
    private :insert

    def replace_child(old, child)
      child.parent = self
      @children[index(old)] = child
    end

    def root = parent.is_a?(Element) && !parent.is_a?(Document) ? parent.root : self

    def root_node = parent ? parent.root_node : self

    def prefixes = (parent.is_a?(Element) ? parent.prefixes : []) | @attributes.prefixes

    def namespaces = (parent.is_a?(Element) ? parent.namespaces : {}).merge(@attributes.namespaces)

    def namespace(prefix = nil)
      prefix = prefix.nil? ? @prefix : prefix == 'xmlns' ? '' : prefix
      return 'http://www.w3.org/XML/1998/namespace' if prefix == 'xml'
      node = self
      while node.is_a?(Element)
        own = node.attributes.attributes.find { |one| prefix.to_s.empty? ? one.expanded_name == 'xmlns' : one.prefix == 'xmlns' && one.name == prefix }
        return own.value if own
        node = node.parent
      end
      prefix.to_s.empty? ? '' : nil
    end

    def add_namespace(prefix, uri = nil)
      prefix, uri = 'xmlns', prefix unless uri
      @attributes[prefix == 'xmlns' || prefix.start_with?('xmlns:') ? prefix : "xmlns:#{prefix}"] = uri
      self
    end

    def delete_namespace(name = 'xmlns')
      @attributes.delete(name == 'xmlns' ? name : "xmlns:#{name}")
      self
    end

    def elements = @elements ||= Elements.new(self)

    def each_element(path = nil, &block) = elements.each(path, &block)

    def each_element_with_attribute(name, value = nil, most = 0, path = nil, &block)
      each_picked(path, most, block) { |one| value ? one.attributes[name] == value : one.attributes[name] }
    end

    def each_element_with_text(text = nil, most = 0, path = nil, &block)
      each_picked(path, most, block) { |one| text ? one.text == text : one.has_text? }
    end

    def each_picked(path, most, block)
      found = elements.to_a(path)
      kept = found.select { |one| yield one }
      (most > 0 ? kept.first(most) : kept).each(&block)
      found
    end
    private :each_picked

    def get_elements(path) = elements.to_a(path)

    def has_elements? = !elements.empty?

    def add_element(element = nil, attributes = nil) = elements.add(element, attributes)

    def delete_element(element) = elements.delete(element)

    def next_element = parent.children[parent.index(self) + 1..].find { |one| one.is_a?(Element) }

    def previous_element = parent.children[0...parent.index(self)].reverse.find { |one| one.is_a?(Element) }

    def text(path = nil) = get_text(path)&.value

    def get_text(path = nil)
      element = path ? elements[path] : self
      element&.children&.find { |child| child.is_a?(Text) }
    end

    def has_text? = !text.nil?

    def text=(value)
      old = get_text
      if value.nil?
        old&.remove
      else
        value = Text.new(value.to_s) unless value.is_a?(Text)
        old ? old.replace_with(value) : add(value)
      end
      self
    end

    def add_text(value)
      if value.is_a?(String)
        return self if @children.last.is_a?(Text) && @children.last << value
        value = Text.new(value)
      end
      add(value)
      self
    end

    def texts = @children.grep(Text)

    def cdatas = @children.grep(CData)

    def comments = @children.grep(Comment)

    def instructions = @children.grep(Instruction)

    def attribute(name, namespace = nil) = namespace ? @attributes.get_attribute_ns(namespace, name) : @attributes.get_attribute(name)

    def has_attributes? = !@attributes.empty?

    def add_attribute(name, value = nil) = name.is_a?(Attribute) ? @attributes << name : @attributes[name] = value

    def add_attributes(values) = values.each { |name, value| @attributes[name] = value }

    def delete_attribute(name) = @attributes.delete(name)

    def [](place) = place.is_a?(Integer) ? @children[place] : @attributes[place.to_s]

    def xpath
      above = parent.is_a?(Element) && !parent.is_a?(Document) ? parent.xpath : ''
      same = parent ? parent.elements.to_a.select { |one| one.expanded_name == expanded_name } : []
      "#{above}/#{expanded_name}#{"[#{same.index { |one| one.equal?(self) } + 1}]" if same.size > 1}"
    end

    def node_type = :element

    def raw = nil

    def whitespace = true

    def ignore_whitespace_nodes = false

    def ==(other) = equal?(other)

    def to_s = Formatters::Default.new.write(self, +'')

    def inspect
      head = [expanded_name.empty? ? UNDEFINED : expanded_name, *@attributes.attributes.map(&:to_string)].join(' ')
      @children.empty? ? "<#{head}/>" : "<#{head}> ... </>"
    end
  end
end
