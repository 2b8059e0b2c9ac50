class OpenStruct
  VERSION = '0.5.2'

  # Those whose text is being made, which may hold themselves.
  SHOWN = []
  private_constant :SHOWN

  def initialize(hash = nil)
    @table = {}
    hash&.each_pair { |name, value| set_ostruct_member_value!(name.to_sym, value) }
  end

  def initialize_copy(other)
    @table = other.to_h
  end

  def [](name) = @table[name.to_sym]

  def []=(name, value)
    raise FrozenError, "can't modify frozen object: #{inspect}" if frozen?
    set_ostruct_member_value!(name.to_sym, value)
  end

  def to_h(&block) = block ? @table.to_h(&block) : @table.dup

  def each_pair(&block)
    return to_enum(:each_pair) unless block
    @table.each_pair(&block)
    self
  end

  def dig(name, *more)
    raise TypeError, "#{name} is not a symbol nor a string" unless name.respond_to?(:to_sym)
    value = @table[name.to_sym]
    more.empty? || value.nil? ? value : value.dig(*more)
  end

  def delete_field(name)
    name = name.to_sym
    unless @table.key?(name)
      return yield if block_given?
      raise NameError.new("no field `#{name}' in #{inspect}", name)
    end
    @table.delete(name)
  end

  def respond_to_missing?(name, include_all = false)
    name = name.to_s.chomp('=').to_sym
    @table.key?(name) || super
  end

  def method_missing(name, *args)
    text = name.to_s
    if text.end_with?('=')
      raise ArgumentError, 'wrong number of arguments (given 0, expected 1)' if args.empty?
      self[text.chomp('=')] = args[0]
    elsif args.empty?
      @table[name]
    else
      raise NoMethodError.new("undefined method `#{name}' for #{inspect}", name, args)
    end
  end

  def marshal_dump = @table

  alias marshal_load initialize

  def ==(other) = other.is_a?(OpenStruct) && to_h == other.to_h

  def eql?(other) = other.is_a?(OpenStruct) && to_h.eql?(other.to_h)

  def hash = @table.hash

  # Names of methods that every object has are members here, too.
  def set_ostruct_member_value!(name, value)
    @table[name] = value
    return if name.match?(/[!?]\z|\A__|\A(?:object_id|instance_eval|instance_variable_[gs]et|frozen\?|respond_to_missing\?)\z/)
    return unless Object.method_defined?(name) || Object.private_method_defined?(name)
    define_singleton_method(name) { @table[name] }
  end
  private :set_ostruct_member_value!

  def inspect
    return "#<#{self.class.name} ...>" if SHOWN.any? { |one| one.equal?(self) }
    SHOWN << self
    name = method(:class).owner == Kernel ? self.class : OpenStruct
    "#<#{[name, @table.map { |member, value| "#{member}=#{value.inspect}" }.join(', ')].reject { |text| text == '' }.join(' ')}>"
  ensure
    SHOWN.delete_if { |one| one.equal?(self) }
  end
  alias to_s inspect
end
