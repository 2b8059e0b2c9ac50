module Enumerable
  def lazy = Enumerator::Lazy.allocate.__after(self, (size if respond_to?(:size)))
end

class Enumerator
  class Lazy < Enumerator
    include Enumerable

    STOP = Object.new
    private_constant :STOP

    # Where a step puts what comes of an item.
    class Target
      def initialize(block) = @block = block

      def <<(item)
        @block.call(item)
        self
      end

      def yield(*items) = @block.call(*items)
      alias call yield

      def to_proc = @block
    end
    private_constant :Target

    def self.new(...)
      made = allocate
      made.__send__(:initialize, ...)
      made
    end

    def initialize(source, size = nil, &step)
      raise ArgumentError, 'tried to call lazy new without a block' unless step
      __after(source, size) { step }
    end

    # Each iteration has a step of its own, which may count.
    def __after(source, size, name = nil, args = nil, &step)
      raise FrozenError, "can't modify frozen #{self.class}: #{inspect}" if frozen?
      @source, @size, @step, @made_by = source, size, step, [name, args]
      self
    end

    def each(*args, &block)
      return args.empty? ? self : to_enum(:each, *args) unless block
      return @source.each(*args, &block) unless @step
      step = @step.call
      target = Target.new(block)
      @source.each(*args) { |*item| break if STOP.equal?(step.call(target, *item)) }
      self
    end

    def map(&f)
      __given(f, :map)
      __then(:map, size) { |to, *item| to << f.call(*item) }
    end

    def select(&f)
      __given(f, :select)
      __then(:select) { |to, item| to << item if f.call(item) }
    end

    def reject(&f)
      __given(f, :reject)
      __then(:reject) { |to, item| to << item unless f.call(item) }
    end

    def filter_map(&f)
      __given(f, :filter_map)
      __then(:filter_map) { |to, *item| (value = f.call(*item)) && to << value }
    end

    def flat_map(&f)
      __given(f, :flat_map)
      __then(:flat_map) do |to, *item|
        value = f.call(*item)
        if value.is_a?(Array) || value.respond_to?(:force) && value.respond_to?(:each) then value.each { |inner| to << inner }
        elsif value.respond_to?(:to_ary) && (list = value.to_ary) then list.each { |inner| to << inner }
        else to << value
        end
      end
    end

    def grep(pattern, &f) = __then(:grep, nil, pattern) { |to, item| to << (f ? f.call(item) : item) if pattern === item }

    def grep_v(pattern, &f) = __then(:grep_v, nil, pattern) { |to, item| to << (f ? f.call(item) : item) unless pattern === item }

    def compact = __then(:compact) { |to, item| to << item unless item.nil? }

    def take_while(&f)
      __given(f, :take_while)
      __then(:take_while) { |to, *item| f.call(*item) ? to << __packed(item) : STOP }
    end

    def drop_while(&f)
      __given(f, :drop_while)
      __stage(:drop_while) do
        dropping = true
        lambda do |to, *item|
          dropping &&= f.call(*item)
          to << __packed(item) unless dropping
        end
      end
    end

    def take(count)
      count = Integer(count)
      raise ArgumentError, 'attempt to take negative size' if count < 0
      return Lazy.allocate.__after([], 0, :take, [count]).__of(self) if count == 0
      __stage(:take, size && [size, count].min, count) do
        left = count
        lambda do |to, *item|
          to << __packed(item)
          STOP if (left -= 1) == 0
        end
      end
    end

    def drop(count)
      count = Integer(count)
      raise ArgumentError, 'attempt to drop negative size' if count < 0
      __stage(:drop, size && [size - count, 0].max, count) do
        left = count
        ->(to, *item) { left > 0 ? left -= 1 : to << __packed(item) }
      end
    end

    def with_index(first = 0, &f)
      first = first.nil? ? 0 : Integer(first)
      __stage(:with_index, size, *(first == 0 ? [] : [first])) do
        at = first - 1
        lambda do |to, *item|
          item = __packed(item)
          at += 1
          next to << [item, at] unless f
          f.call(item, at)
          to << item
        end
      end
    end
    alias each_with_index with_index

    def uniq(&f)
      __stage(:uniq) do
        seen = {}
        lambda do |to, *item|
          key = f ? f.call(*item) : __packed(item)
          next if seen.key?(key)
          seen[key] = true
          to << __packed(item)
        end
      end
    end

    def zip(*others, &f)
      return super if f
      others.each { |other| raise TypeError, "wrong argument type #{other.class} (must respond to :each)" unless other.respond_to?(:each) }
      __stage(:zip, size, *others) do
        lists = others.map { |other| other.is_a?(Array) ? other.each : other.each_entry }
        ->(to, *item) { to << [__packed(item), *lists.map { |list| __next(list) }] }
      end
    end

    def chunk(...) = __lazily(super)

    def slice_before(...) = __lazily(super)

    def slice_after(...) = __lazily(super)

    def chunk_while(&f)
      raise ArgumentError, 'tried to create Proc object without a block' unless f
      slice_when { |one, other| !f.call(one, other) }
    end

    def slice_when(&f)
      raise ArgumentError, 'tried to create Proc object without a block' unless f
      source = self
      Enumerator.new do |lists|
        list = nil
        source.each do |item|
          if list && f.call(list.last, item)
            lists << list
            list = nil
          end
          (list ||= []) << item
        end
        lists << list if list
      end.lazy
    end

    def first(*count)
      return take(count[0]).to_a unless count.empty?
      each { |*item| return __packed(item) }
      nil
    end

    def to_a
      items = []
      each { |*item| items << __packed(item) }
      items
    end
    alias force to_a

    def eager
      source = self
      Enumerator.new(size) { |to| source.each { |*item| to.yield(*item) } }
    end

    def lazy = self

    def to_enum(name = :each, *args, &size)
      source = self
      made = Enumerator.new(size && size.call(*args)) { |to| source.__send__(name, *args) { |*item| to.yield(*item) } }.lazy
      made.__of(self).__made_by(name, args)
    end
    alias enum_for to_enum

    def size = @size.respond_to?(:call) ? @size.call : @size

    def next = (@pump ||= Enumerator.instance_method(:to_enum).bind_call(self, :each)).next

    def peek = (@pump ||= Enumerator.instance_method(:to_enum).bind_call(self, :each)).peek

    def rewind
      @pump&.rewind
      self
    end

    def inspect
      name, args = @made_by
      "#<Enumerator::Lazy: #{(@shown || @source).inspect}#{":#{name}" if name}#{"(#{args.map(&:inspect).join(', ')})" if args&.any?}>"
    end
    alias to_s inspect

    { map: :collect, select: :filter, flat_map: :collect_concat }.each { |name, other| alias_method other, name }
    alias find_all select

    def __of(source)
      @shown = source
      self
    end

    def __made_by(name, args)
      @made_by = [name, args]
      self
    end

    private

    def __given(block, name)
      raise ArgumentError, "tried to call lazy #{name} without a block" unless block
    end

    def __packed(item) = item.size > 1 ? item : item[0]

    # A step that counts nothing; one with a single parameter for the item has several values as a list.
    def __then(name, size = nil, *args, &step)
      packs = step.arity == 2
      __stage(name, size, *args) { packs ? ->(to, *item) { step.call(to, __packed(item)) } : step }
    end

    def __stage(name, size = nil, *args, &made) = Lazy.allocate.__after(self, size, name, args, &made)

    def __lazily(found) = found.is_a?(Lazy) ? found : found.lazy

    def __next(list)
      list.next
    rescue StopIteration
      nil
    end
  end
end
