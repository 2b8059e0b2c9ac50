require 'rexml/nodes'
require 'rexml/reading'
require 'rexml/formatters'
require 'rexml/xpath'

# XML as a tree: read, looked through, changed and written.
module REXML
  VERSION = '3.2.5'

  class Document < Element
    class << self
      attr_accessor :entity_expansion_limit, :entity_expansion_text_limit
    end

    self.entity_expansion_limit = 10_000
    self.entity_expansion_text_limit = 10_240

    attr_reader :entity_expansion_count

    def initialize(source = nil, context = {})
      super()
      @name = ''
      @context = context || {}
      @entity_expansion_count = 0
      return if source.nil?
      if source.is_a?(Document)
        source.children.each { |child| add(child.dup) }
      else
        Reading.new(source.respond_to?(:read) ? source.read : source, self, @context).read
      end
    end

    def root = @children.find { |child| child.is_a?(Element) }

    def document = self

    def node_type = :document

    def expanded_name = ''
    alias name expanded_name

    def xml_decl
      return @children[0] if @children[0].is_a?(XMLDecl)
      made = XMLDecl.default
      made.unwritten = true
      made.parent = self
      @children.unshift(made)[0]
    end

    def doctype = @children.grep(DocType).first

    def version = xml_decl.version

    def encoding = xml_decl.encoding || 'UTF-8'

    def stand_alone? = xml_decl.stand_alone?

    def add(child)
      raise 'attempted adding second root element to document' if child.is_a?(Element) && root
      super
    end
    alias << add

    def add_element(name = nil, attributes = nil)
      raise 'attempted adding second root element to document' if root
      super
    end

    def record_entity_expansion
      @entity_expansion_count += 1
      return if @entity_expansion_count <= Document.entity_expansion_limit
      raise 'number of entity expansions exceeded, processing aborted.'
    end

    def write(*arguments)
      options = arguments.size == 1 && arguments[0].is_a?(Hash) ? arguments[0] : { output: arguments[0], indent: arguments[1] }
      output = options[:output] || $stdout
      indent = options[:indent] || -1
      maker = indent > -1 ? Formatters::Pretty.new(indent) : Formatters::Default.new
      maker.write(self, output)
    end
  end
end
