module Enumerable
  def lazy = Enumerator::Lazy.new(self)
end

class Enumerator
  class Lazy < Enumerator
    include Enumerable

    def self.new(source, &step)
      made = allocate
      made.__send__(:initialize, source, &step)
      made
    end

    def initialize(source, &step)
      @source = source
      @step = step
    end

    def each(&block)
      return self unless block
      if @step
        step = @step
        @source.each { |*item| step.call(block, *item) }
      else
        @source.each(&block)
      end
      self
    end

    def map(&f)
      Lazy.new(self) { |out, *item| out.call(f.call(*item)) }
    end
    alias collect map

    def select(&f)
      Lazy.new(self) { |out, *item| out.call(*item) if f.call(*item) }
    end
    alias filter select
    alias find_all select

    def reject(&f)
      Lazy.new(self) { |out, *item| out.call(*item) unless f.call(*item) }
    end

    def filter_map(&f)
      Lazy.new(self) { |out, *item| (value = f.call(*item)) && out.call(value) }
    end

    def flat_map(&f)
      Lazy.new(self) do |out, *item|
        value = f.call(*item)
        value.respond_to?(:each) ? value.each { |inner| out.call(inner) } : out.call(value)
      end
    end
    alias collect_concat flat_map

    def grep(pattern)
      Lazy.new(self) { |out, item| out.call(block_given? ? yield(item) : item) if pattern === item }
    end

    def grep_v(pattern)
      Lazy.new(self) { |out, item| out.call(block_given? ? yield(item) : item) unless pattern === item }
    end

    def take_while(&f)
      source = self
      Lazy.new(Enumerator.new { |y| source.each { |*item| f.call(*item) ? y.yield(*item) : break } })
    end

    def drop_while(&f)
      source = self
      Lazy.new(Enumerator.new do |y|
        dropping = true
        source.each do |*item|
          dropping &&= f.call(*item)
          y.yield(*item) unless dropping
        end
      end)
    end

    def take(count)
      source = self
      Lazy.new(Enumerator.new do |y|
        left = count
        if left > 0
          source.each do |*item|
            y.yield(*item)
            left -= 1
            break if left == 0
          end
        end
      end)
    end

    def drop(count)
      source = self
      Lazy.new(Enumerator.new do |y|
        left = count
        source.each { |*item| left > 0 ? left -= 1 : y.yield(*item) }
      end)
    end

    def with_index(first = 0, &f)
      source = self
      Lazy.new(Enumerator.new do |y|
        at = first - 1
        source.each do |*item|
          item = item.size > 1 ? item : item[0]
          at += 1
          if f
            f.call(item, at)
            y.yield(item)
          else
            y.yield(item, at)
          end
        end
      end)
    end
    alias each_with_index with_index

    def uniq
      source = self
      Lazy.new(Enumerator.new do |y|
        seen = {}
        source.each do |item|
          key = block_given? ? yield(item) : item
          next if seen.key?(key)
          seen[key] = true
          y.yield(item)
        end
      end)
    end

    def zip(*others)
      source = self
      Lazy.new(Enumerator.new do |y|
        at = -1
        lists = others.map(&:to_a)
        source.each { |item| at += 1; y.yield([item, *lists.map { |list| list[at] }]) }
      end)
    end

    def compact
      reject(&:nil?)
    end

    def first(*count)
      return take(count[0]).to_a unless count.empty?
      each { |*item| return item.size > 1 ? item : item[0] }
      nil
    end

    def to_a
      items = []
      each { |*item| items << (item.size > 1 ? item : item[0]) }
      items
    end
    alias force to_a

    def eager
      to_a.each
    end

    def lazy
      self
    end

    def size = nil

    def next = (@pump ||= to_enum(:each)).next

    def peek = (@pump ||= to_enum(:each)).peek

    def rewind
      @pump&.rewind
      self
    end

    def inspect
      name, args = @made_by
      "#<Enumerator::Lazy: #{(@shown || @source).inspect}#{":#{name}" if name}#{"(#{args.map(&:inspect).join(', ')})" if args&.any?}>"
    end
    alias to_s inspect

    # What each of them makes tells how it was made.
    %i[
      map collect select filter find_all reject filter_map flat_map collect_concat grep grep_v take_while drop_while take
      drop with_index each_with_index uniq zip compact
    ].each do |name|
      plain = instance_method(name)
      define_method(name) do |*args, &block|
        plain.bind_call(self, *args, &block).tap { |made| made.__made_by(self, name, args) }
      end
    end

    def __made_by(source, name, args)
      @shown = source
      @made_by = [name, args]
    end
  end
end
