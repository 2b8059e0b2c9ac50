# Threads take turns: one runs until it ends or has to wait; whoever waits lets the others go on meanwhile.
class Thread
  class << self
    attr_accessor :abort_on_exception, :report_on_exception

    def current = @running || main

    def main = (@main ||= allocate)

    def list = [main, *@all].select(&:alive?)

    def new(*args, **options, &block)
      raise ThreadError, 'must be called with a block' unless block
      allocate.tap do |made|
        (@all ||= []) << made
        made.__send__(:__begin) { options.empty? ? block.call(*args) : block.call(*args, **options) }
      end
    end
    alias start new
    alias fork new

    def pass
      @running ? Fiber.yield : __turn
      nil
    end

    def exit = current.kill

    def kill(thread) = thread.kill

    def handle_interrupt(*) = yield

    # What the block gives, as soon as it is true; nil when there is a limit and nobody else can go on.
    def __wait(limit = nil)
      until (found = yield)
        if @running
          Fiber.yield
          throw(@running) if @running.__killed?
        elsif !__turn
          return nil if limit
          raise ThreadError, 'No live threads left. Deadlock?'
        end
      end
      @progress = @progress.to_i + 1
      found
    end

    def __run(thread)
      before, @running = @running, thread
      yield
    ensure
      @running = before
    end

    # Lets each go on until it waits again; whether that led anywhere.
    def __turn
      before = @progress
      @all = (@all || []).select(&:alive?)
      @all.each(&:__resume)
      before != @progress
    end

    def __ended = @progress = @progress.to_i + 1
  end

  attr_accessor :name, :priority, :abort_on_exception, :report_on_exception

  def [](name) = (@locals ||= {})[name.to_sym]

  def []=(name, value)
    (@locals ||= {})[name.to_sym] = value
  end

  def fetch(name, *default, &block) = (@locals ||= {}).fetch(name.to_sym, *default, &block)

  def key?(name) = (@locals ||= {}).key?(name.to_sym)

  def keys = (@locals ||= {}).keys

  def thread_variable_get(name) = (@variables ||= {})[name.to_sym]

  def thread_variable_set(name, value)
    (@variables ||= {})[name.to_sym] = value
  end

  def thread_variable?(name) = (@variables ||= {}).key?(name.to_sym)

  def thread_variables = (@variables ||= {}).keys

  def join(limit = nil)
    Thread.__wait(limit) { !alive? } or return nil
    error, @error = @error, nil
    raise error if error
    self
  end

  def value
    join
    @value
  end

  def alive? = @fiber.nil? || !@ended

  def stop? = !alive? || self != Thread.current

  def status
    return self == Thread.current ? 'run' : 'sleep' if alive?
    @failed ? nil : false
  end

  def wakeup = self

  def run = self

  def kill
    @killed = true
    throw(self) if self == Thread.current
    __resume if alive?
    self
  end
  alias exit kill
  alias terminate kill

  def backtrace = alive? ? [] : nil

  def group = nil

  def __killed? = @killed

  def __resume
    Thread.__run(self) { @fiber.resume } if alive?
  end

  private def __begin
    @fiber = Fiber.new do
      catch(self) { @value = yield }
    rescue Exception => e # rubocop:disable Lint/RescueException
      @failed = true
      @error = e
    ensure
      @ended = true
      Thread.__ended
    end
    __resume
  end
end

class Mutex
  def lock
    raise ThreadError, 'deadlock; recursive locking' if owned?
    Thread.__wait { @owner.nil? }
    @owner = Thread.current
    self
  end

  def try_lock
    return false if @owner
    @owner = Thread.current
    true
  end

  def unlock
    raise ThreadError, 'Attempt to unlock a mutex which is not locked' unless @owner
    raise ThreadError, 'Attempt to unlock a mutex which is locked by another thread/fiber' unless owned?
    @owner = nil
    self
  end

  def synchronize
    lock
    begin
      yield
    ensure
      unlock if owned?
    end
  end

  def locked? = !@owner.nil?

  def owned? = @owner == Thread.current
end

class ConditionVariable
  def wait(mutex, timeout = nil)
    (@waiting ||= []) << (token = Object.new)
    mutex.unlock
    Thread.__wait(timeout) { !@waiting.include?(token) }
    @waiting.delete(token)
    mutex.lock
    self
  end

  def signal
    @waiting&.shift
    self
  end

  def broadcast
    @waiting&.clear
    self
  end
end

class Queue
  def initialize(items = [])
    raise TypeError, "can't convert #{items.class} into Array" unless items.respond_to?(:to_a)
    @items = items.to_a.dup
  end

  def push(item)
    raise ClosedQueueError, 'queue closed' if @closed
    @items.push(item)
    self
  end
  alias << push
  alias enq push

  def pop(non_block = false)
    raise ThreadError, 'queue empty' if non_block && @items.empty?
    Thread.__wait { @closed || !@items.empty? }
    @items.shift
  end
  alias shift pop
  alias deq pop

  def close
    @closed = true
    self
  end

  def closed? = @closed ? true : false

  def empty? = @items.empty?

  def size = @items.size
  alias length size

  def num_waiting = 0

  def clear
    @items.clear
    self
  end
end

class SizedQueue < Queue
  attr_reader :max

  def initialize(max)
    raise ArgumentError, 'queue size must be positive' unless max.positive?
    super()
    @max = max
  end

  def push(item, non_block = false)
    raise ThreadError, 'queue full' if non_block && size >= @max
    Thread.__wait { size < @max }
    super(item)
  end
  alias << push
  alias enq push
end

class Thread
  Mutex = ::Mutex
  Queue = ::Queue
  SizedQueue = ::SizedQueue
  ConditionVariable = ::ConditionVariable
end

class Thread
  module Backtrace
    # A line of what led to a place.
    Location = Struct.new(:path, :lineno, :label) do
      alias_method :absolute_path, :path

      def self.__of(line) = new(line[/\A.*?(?=:\d)/m], line[/(?<=:)\d+/].to_i, line[/`(.*)'\z/m, 1] || '<main>')

      def base_label = label.sub(/\Ablock (?:\(\d+ levels\) )?in /, '')

      def to_s = "#{path}:#{lineno}:in `#{label}'"

      def inspect = to_s.inspect
    end
  end
end
