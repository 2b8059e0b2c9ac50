class OpenStruct
  def initialize(hash = nil)
    @table = {}
    hash&.each_pair { |name, value| @table[name.to_sym] = value }
  end

  def initialize_copy(other)
    @table = other.to_h
  end

  def [](name) = @table[name.to_sym]

  def []=(name, value)
    raise FrozenError, "can't modify frozen OpenStruct: #{inspect}" if frozen?
    @table[name.to_sym] = value
  end

  def to_h(&block) = block ? @table.to_h(&block) : @table.dup

  def each_pair(&block)
    return to_enum(:each_pair) unless block
    @table.each_pair(&block)
    self
  end

  def dig(name, *more)
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
      self[text.chomp('=')] = args[0]
    elsif args.empty?
      @table[name]
    else
      super
    end
  end

  def ==(other) = other.is_a?(OpenStruct) && to_h == other.to_h

  def eql?(other) = other.is_a?(OpenStruct) && to_h.eql?(other.to_h)

  def hash = @table.hash

  def inspect
    return "#<#{self.class}>" if @table.empty?
    "#<#{self.class} #{@table.map { |name, value| "#{name}=#{value.inspect}" }.join(', ')}>"
  end
  alias to_s inspect
end
