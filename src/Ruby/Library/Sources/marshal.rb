module Marshal
  MAJOR_VERSION = 4
  MINOR_VERSION = 8

  # Only what deep copies need: what was dumped last is kept as it was.
  def self.dump(value, *)
    text = "\x04\bcopy"
    text.instance_variable_set(:@copy, __deep_copy(value, {}))
    text
  end

  def self.load(text, *)
    copy = text.instance_variable_get(:@copy)
    raise TypeError, 'marshalled data of another process cannot be read' if copy.nil? && !text.instance_variable_defined?(:@copy)
    __deep_copy(copy, {})
  end

  singleton_class.alias_method :restore, :load

  def self.__deep_copy(value, seen)
    return seen[value.object_id] if seen.key?(value.object_id)
    case value
    when Proc, Method then raise TypeError, "no _dump_data is defined for class #{value.class}"
    when Array
      made = seen[value.object_id] = value.class.new
      value.each { |item| made << __deep_copy(item, seen) }
    when Hash
      raise TypeError, "can't dump hash with default proc" if value.default_proc
      made = seen[value.object_id] = value.class.new
      value.each { |key, item| made[__deep_copy(key, seen)] = __deep_copy(item, seen) }
      made.default = value.default
    when nil, true, false, Integer, Float, Symbol, Module, Range, Regexp, Time then return value
    when Struct
      made = seen[value.object_id] = value.dup
      value.members.each { |name| made[name] = __deep_copy(value[name], seen) }
    else
      made = seen[value.object_id] = value.dup
      value.instance_variables.each { |name| made.instance_variable_set(name, __deep_copy(value.instance_variable_get(name), seen)) }
    end
    made
  end
end
