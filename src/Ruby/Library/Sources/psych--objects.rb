# Objects that tags of YAML name, made of what stands behind them.
module Psych
  class << self
    def __object(kind, name, value)
      case kind
      when 'range' then __range(Range, value)
      when 'regexp' then __regexp(value)
      when 'class', 'module' then __class(value)
      when 'string' then __filled(name.empty? ? value.is_a?(Hash) ? value.delete('str') : value : __class(name).new(value.is_a?(Hash) ? value.delete('str') : value), value)
      when 'sym', 'symbol' then value.to_sym
      when 'hash' then __class(name).new.update(value)
      when 'array' then __class(name).new.concat(value.is_a?(Hash) ? value['internal'] : value)
      when 'struct' then __struct(name, value)
      when 'exception' then __exception(name, value)
      when 'object' then name.empty? ? __filled(Object.new, value) : __of(__class(name), value)
      else value
      end
    end

    private

    def __class(name)
      Object.const_get(name)
    rescue NameError
      raise ArgumentError, "undefined class/module #{name}"
    end

    def __range(type, value)
      return type.new(value['begin'], value['end'], value['excl']) if value.is_a?(Hash)
      first, dots, last = value.match(/\A(.*?)(\.\.\.?)(.*)\z/).captures
      type.new(__bound(first), __bound(last), dots == '...')
    end

    def __bound(text) = text.empty? ? nil : load(text)

    def __regexp(text)
      found = text.match(%r{\A/(.*)/([mixn]*)\z}m)
      flags = { 'i' => Regexp::IGNORECASE, 'x' => Regexp::EXTENDED, 'm' => Regexp::MULTILINE }
      Regexp.new(found[1], found[2].chars.sum { |letter| flags[letter] || 0 })
    end

    def __struct(name, value)
      type = __class(name)
      made = type.allocate
      value.each { |member, one| made.__send__("#{member}=", one) if type.members.include?(member.to_sym) }
      made
    end

    def __exception(name, value)
      made = __class(name).new(value.delete('message'))
      made.set_backtrace(value['backtrace']) if value['backtrace']
      value.delete('backtrace')
      __filled(made, value)
    end

    def __filled(made, value)
      value.each { |name, one| made.instance_variable_set("@#{name.to_s.delete_prefix('@')}", one) } if value.is_a?(Hash)
      made
    end

    def __of(type, value)
      case type.name
      when 'Complex' then return Complex(value['real'], value['image'])
      when 'Rational' then return Rational(value['numerator'], value['denominator'])
      when 'Set' then return Set.new(value['hash'].keys)
      when 'OpenStruct' then return OpenStruct.new(value)
      when 'Object' then return __filled(Object.new, value)
      when 'DateTime' then return DateTime.parse(value)
      end
      return __range(type, value) if type <= Range
      return __exception(type.name, value) if type <= Exception
      made = type.allocate
      if made.respond_to?(:init_with)
        made.init_with(Coder.new(value))
        made
      else
        __filled(made, value)
      end
    end
  end

  class Coder
    attr_accessor :map, :tag

    def initialize(map = {})
      @map = map
    end

    def [](name) = @map[name]

    def []=(name, value)
      @map[name] = value
    end
    alias add []=
  end

  def self.__encoded(thing)
    coder = Coder.new
    thing.encode_with(coder)
    coder.map
  end
end
