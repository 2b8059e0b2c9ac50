require 'prettyprint'

class PP < PrettyPrint
  def self.pp(object, out = $stdout, width = 79)
    printer = new(out, width)
    printer.pp(object)
    printer.flush
    out << "\n"
  end

  def self.singleline_pp(object, out = $stdout)
    SingleLine.new(out).pp(object)
    out
  end

  def self.width_for(_out) = 79

  module PPMethods
    def pp(object)
      @open ||= []
      return object.pretty_print_cycle(self) if @open.any? { |one| one.equal?(object) }
      @open << object
      begin
        object.pretty_print(self)
      ensure
        @open.pop
      end
    end

    def guard_inspect_key = yield

    def object_group(object, &block) = group(1, "#<#{object.class.name}", '>', &block)
    alias object_address_group object_group

    def comma_breakable
      text ','
      breakable
    end

    def seplist(list, separator = nil, iterator = :each)
      separator ||= -> { comma_breakable }
      first = true
      list.__send__(iterator) do |*values|
        first ? first = false : separator.call
        yield(*values)
      end
    end

    def pp_object(object)
      object_address_group(object) do
        seplist(object.pretty_print_instance_variables, -> { text ',' }) do |name|
          breakable
          text name.to_s
          text '='
          group(1) do
            breakable ''
            pp(object.instance_variable_get(name))
          end
        end
      end
    end

    def pp_hash(hash)
      group(1, '{', '}') do
        seplist(hash, nil, :each_pair) do |key, value|
          group do
            pp key
            text '=>'
            group(1) do
              breakable ''
              pp value
            end
          end
        end
      end
    end
  end
  include PPMethods

  class SingleLine < PrettyPrint::SingleLine
    include PPMethods
  end

  module ObjectMixin
    def pretty_print(q)
      own = method(:inspect).owner != Kernel
      own || instance_variables.empty? ? q.text(inspect) : q.pp_object(self)
    end

    def pretty_print_cycle(q)
      q.object_address_group(self) do
        q.breakable
        q.text '...'
      end
    end

    def pretty_print_instance_variables = instance_variables.sort

    def pretty_print_inspect = PP.singleline_pp(self, +'')

    def pretty_inspect = PP.pp(self, +'')
  end
end

class Object
  include PP::ObjectMixin
end

class Array
  def pretty_print(q) = q.group(1, '[', ']') { q.seplist(self) { |value| q.pp value } }

  def pretty_print_cycle(q) = q.text(empty? ? '[]' : '[...]')
end

class Hash
  def pretty_print(q) = q.pp_hash(self)

  def pretty_print_cycle(q) = q.text(empty? ? '{}' : '{...}')
end

class Set
  def pretty_print(q)
    q.group(1, '#<Set:', '>') do
      q.breakable
      q.group(1, '{', '}') { q.seplist(self) { |value| q.pp value } }
    end
  end

  def pretty_print_cycle(q) = q.text(format('#<Set: {%s}>', empty? ? '' : '...'))
end

class Struct
  def pretty_print(q)
    q.group(1, "#<struct #{self.class.name}", '>') do
      q.seplist(members, -> { q.text ',' }) do |name|
        q.breakable
        q.text name.to_s
        q.text '='
        q.group(1) do
          q.breakable ''
          q.pp self[name]
        end
      end
    end
  end

  def pretty_print_cycle(q) = q.text("#<struct #{self.class.name}:...>")
end

class Range
  def pretty_print(q)
    q.pp first_bound unless first_bound.nil?
    q.breakable ''
    q.text(exclude_end? ? '...' : '..')
    q.breakable ''
    q.pp self.end unless self.end.nil?
  end

  def first_bound = self.begin
  private :first_bound
end

class String
  def pretty_print(q)
    lines = self.lines
    return q.text(inspect) if lines.size <= 1
    q.group { q.seplist(lines, -> { q.text(' +') && q.breakable }) { |line| q.pp line } }
  end
end

[Numeric, Symbol, FalseClass, TrueClass, NilClass, Module, Regexp, Time, Exception, Proc].each do |type|
  type.class_eval { def pretty_print(q) = q.text(inspect) }
end
