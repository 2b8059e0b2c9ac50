# What the core library has that is written best in its own language.

module Enumerable
  def chunk(&block)
    return to_enum(:chunk) unless block
    source = self
    Enumerator.new do |lists|
      list = key = nil
      source.each do |*item|
        item = item.size > 1 ? item : item[0]
        before, key = key, block.call(item)
        raise 'symbols beginning with an underscore are reserved' if key.is_a?(Symbol) && key.start_with?('_') && key != :_alone && key != :_separator
        if list && (key == :_alone || before != key)
          lists << [before, list]
          list = nil
        end
        key = nil if key == :_separator
        (list ||= []) << item unless key.nil?
      end
      lists << [key, list] if list
    end
  end

  def minmax_by
    return to_enum(:minmax_by) unless block_given?
    keyed = to_a.map { |item| [yield(item), item] }
    [keyed.min_by(&:first)&.last, keyed.max_by(&:first)&.last]
  end

  def slice_before(*pattern, &block) = __slices(pattern, block, false)

  def slice_after(*pattern, &block) = __slices(pattern, block, true)

  def chain(*others) = Enumerator::Chain.new(self, *others)

  private def __slices(pattern, block, ends)
    raise ArgumentError, 'both pattern and block are given' if ends && block && !pattern.empty?
    raise ArgumentError, "wrong number of arguments (given #{pattern.size}, expected #{block ? 0 : 1})" unless pattern.size == (block ? 0 : 1)
    source = self
    Enumerator.new do |lists|
      list = nil
      source.each do |*item|
        item = item.size > 1 ? item : item[0]
        cuts = block ? block.call(item) : pattern[0] === item
        if list && cuts && !ends
          lists << list
          list = nil
        end
        (list ||= []) << item
        if cuts && ends
          lists << list
          list = nil
        end
      end
      lists << list if list
    end
  end

  def each_entry(*args)
    return to_enum(:each_entry, *args) unless block_given?
    each(*args) { |*item| yield(item.size > 1 ? item : item[0]) }
    self
  end
end

class Enumerator
  class Chain < Enumerator
    def self.new(*parts) = allocate.tap { |made| made.__send__(:initialize, *parts) }

    def initialize(*parts) = @parts = parts

    def each(&block)
      return self unless block
      @parts.each { |part| part.each(&block) }
      self
    end

    def size = @parts.sum(&:size)

    def +(other) = Chain.new(self, other)

    def next = (@pump ||= to_enum(:each)).next

    def inspect = "#<Enumerator::Chain: #{@parts.inspect}>"
    alias to_s inspect
  end
end

class Array
  def rassoc(value)
    find { |item| item.is_a?(Array) && item[1] == value }
  end

  def intersect?(other)
    !(self & other).empty?
  end

  def repeated_combination(count, &block)
    lists = count < 0 ? [] : count == 0 ? [[]] : (0...size).flat_map { |i| self[i..].repeated_combination(count - 1).map { |more| [self[i], *more] } }
    block ? lists.each(&block) && self : lists.each
  end

  def repeated_permutation(count, &block)
    lists = count < 0 ? [] : count == 0 ? [[]] : product(*([self] * (count - 1)))
    block ? lists.each(&block) && self : lists.each
  end

  def shuffle(random: Random) = dup.shuffle!(random: random)

  def shuffle!(random: Random)
    raise FrozenError, "can't modify frozen Array: #{inspect}" if frozen?
    (size - 1).downto(0) do |i|
      other = random.rand(i + 1)
      self[i], self[other] = self[other], self[i]
    end
    self
  end

  # With few to be drawn, each is counted among those that are left; with many, a copy is shuffled so far.
  def sample(count = nil, random: Random)
    return size < 2 ? self[0] : self[random.rand(size)] if count.nil?
    raise ArgumentError, 'negative sample number' if count < 0
    count = [count, size].min
    return __sample(count, random) if count > 10
    taken = []
    Array.new(count) { |i| random.rand(size - i) }.map do |place|
      at = taken.index { |other| place < other || !(place += 1) } || taken.size
      taken.insert(at, place)
      self[place]
    end
  end

  private def __sample(count, random)
    list = dup
    count.times do |i|
      other = random.rand(size - i) + i
      list[i], list[other] = list[other], list[i]
    end
    list.first(count)
  end
end

class Random
  def self.new_seed = __random_integer

  def self.__own = (@own ||= new)

  def self.rand(limit = nil) = __own.rand(limit)

  def self.bytes(count) = __own.bytes(count)

  def self.urandom(count) = SecureRandom.bytes(count)

  def self.seed = __own.seed

  def self.srand(seed = new_seed)
    old = __own.seed
    @own = new(seed)
    old
  end

  attr_reader :seed

  def initialize(seed = Random.new_seed)
    @seed = Integer(seed)
    __seed(@seed)
  end

  def ==(other) = other.is_a?(Random) && seed == other.seed

  def rand(limit = nil)
    case limit
    when nil then __real
    when Range then __within(limit)
    when Float
      raise ArgumentError, "invalid argument - #{limit}" if limit <= 0
      __real * limit
    else
      limit = Integer(limit)
      raise ArgumentError, "invalid argument - #{limit}" if limit <= 0
      __below(limit)
    end
  end

  private def __within(range)
    span = range.end - range.begin
    return range.begin + __real * span if span.is_a?(Float)
    span += 1 unless range.exclude_end?
    raise ArgumentError, "invalid argument - #{range}" if span <= 0
    range.begin + __below(span)
  end
end

module Kernel
  private

  def rand(limit = 0)
    return limit.none? ? nil : Random.rand(limit) if limit.is_a?(Range) && limit.end.is_a?(Integer)
    limit = Integer(limit || 0).abs unless limit.is_a?(Range)
    limit == 0 ? Random.rand : Random.rand(limit)
  end

  def srand(*seed) = Random.srand(*seed)

  # What a letter asks of a file.
  def test(letter, path, other = nil)
    letter = letter.is_a?(Integer) ? letter.chr : letter.to_s
    question = {
      'e' => :exist?, 'f' => :file?, 'd' => :directory?, 'r' => :readable?, 'R' => :readable_real?, 'w' => :writable?,
      'W' => :writable_real?, 'x' => :executable?, 'X' => :executable_real?, 's' => :size?, 'z' => :zero?,
      'l' => :symlink?, 'o' => :owned?, 'O' => :owned?, 'G' => :grpowned?, 'p' => :pipe?, 'S' => :socket?,
      'b' => :blockdev?, 'c' => :chardev?, 'u' => :setuid?, 'g' => :setgid?, 'k' => :sticky?, 'M' => :mtime,
      'A' => :atime, 'C' => :ctime
    }[letter]
    return File.send(question, path) if question

    case letter
    when '-' then File.identical?(path, other)
    when '=' then File.mtime(path) == File.mtime(other)
    when '<' then File.mtime(path) < File.mtime(other)
    when '>' then File.mtime(path) > File.mtime(other)
    else raise ArgumentError, "unknown command '#{letter}'"
    end
  end

  def at_exit(&block)
    raise ArgumentError, 'called without a block' unless block
    ($__at_exit ||= []) << block
    block
  end

  def gets(*) = nil

  def trap(*) = nil

  def set_trace_func(*) = nil
end

class Proc
  def >>(other)
    first = self
    __check(other)
    return lambda { |*args, **options, &block| other.call(first.call(*args, **options, &block)) } if lambda?
    proc { |*args, **options, &block| other.call(first.call(*args, **options, &block)) }
  end

  def <<(other)
    first = self
    __check(other)
    return proc { |*args, **options, &block| first.call(other.call(*args, **options, &block)) } if other.is_a?(Proc) && !other.lambda?
    lambda { |*args, **options, &block| first.call(other.call(*args, **options, &block)) }
  end

  def ruby2_keywords = self

  private def __check(other)
    raise TypeError, 'callable object is expected' unless other.respond_to?(:call)
  end
end

class Method
  def >>(other) = to_proc >> other

  def <<(other) = to_proc << other

  def curry(*count) = to_proc.curry(*count)
end

module ObjectSpace
  def self.each_object(*) = 0

  def self.garbage_collect(*) = nil

  def self.count_objects = {}
end

module GC
  def self.start(*) = nil

  def self.enable = false

  def self.disable = false

  def self.stress = false

  def self.count = 0

  # There is no such collector here: nothing is counted.
  def self.stat(key = nil) = key ? 0 : Hash.new(0)
end

module Process
  def self.spawn(*) = Kernel.system(nil)
  def self.daemon(*) = Kernel.system(nil)
  def self.kill(*) = Kernel.system(nil)

  CLOCK_REALTIME = 0
  CLOCK_MONOTONIC = 1
  CLOCK_PROCESS_CPUTIME_ID = 2

  def self.clock_gettime(clock = 0, unit = :float_second)
    now = Time.now.to_f
    case unit
    when :millisecond then (now * 1000).to_i
    when :float_millisecond then now * 1000
    when :second then now.to_i
    else now
    end
  end

  def self.pid = 1
end

class File
  module Constants
    RDONLY = 0
    WRONLY = 1
    RDWR = 2
    CREAT = 64
    EXCL = 128
    NOCTTY = 256
    TRUNC = 512
    APPEND = 1024
    NONBLOCK = 2048
    DSYNC = 4096
    DIRECT = 16_384
    NOFOLLOW = 131_072
    NOATIME = 262_144
    SYNC = 1_052_672
    RSYNC = SYNC
    TMPFILE = 4_259_840
    BINARY = 0
    SHARE_DELETE = 0
    LOCK_SH = 1
    LOCK_EX = 2
    LOCK_NB = 4
    LOCK_UN = 8
    NULL = '/dev/null'
    FNM_NOESCAPE = 1
    FNM_PATHNAME = 2
    FNM_DOTMATCH = 4
    FNM_CASEFOLD = 8
    FNM_EXTGLOB = 16
    FNM_SYSCASE = 0
    FNM_SHORTNAME = 0
  end
end

class IO
  include File::Constants

  class << self
    def read(...) = File.read(...)
    def binread(...) = File.binread(...)
    def readlines(...) = File.readlines(...)
    def foreach(...) = File.foreach(...)
    def popen(*) = Kernel.system(nil)
  end

  # A stream of the process: what is written to it goes through the program's door.
  module Standard
    attr_writer :sync
    attr_reader :fileno
    alias to_i fileno

    def self.open(number, name) = IO.allocate.extend(self).__open(number, name)

    def __open(number, name)
      @fileno = number
      @name = name
      self
    end

    def write(*values)
      raise IOError, 'not opened for writing' if @fileno == 0
      values.sum { |value| __print(value.to_s, @fileno == 2) }
    end

    def sync = @sync.nil? ? @fileno == 2 : @sync

    def syswrite(value) = write(value)

    def write_nonblock(value, **) = write(value)

    def print(*values)
      write(*values)
      nil
    end

    def puts(*values)
      write(__lines(values))
      nil
    end

    def putc(value)
      write(value.is_a?(String) ? value[0] : (value.to_i & 255).chr)
      value
    end

    def <<(value)
      write(value)
      self
    end

    def printf(*values)
      write(format(*values)) unless values.empty?
      nil
    end

    def read(*) = @fileno == 0 ? '' : raise(IOError, 'not opened for reading')

    def gets(*) = read && nil

    def each_line(*) = read && self

    def eof? = read.empty?

    def flush = self

    def fsync = 0

    def fdatasync = 0

    def tty? = false
    alias isatty tty?

    def close = nil

    def closed? = false

    def binmode = self

    def set_encoding(*) = self

    def external_encoding = @fileno == 0 ? Encoding::UTF_8 : nil

    def internal_encoding = nil

    def inspect = "#<IO:<#{@name}>>"
    alias to_s inspect
  end
end

STDIN = IO::Standard.open(0, 'STDIN')
STDOUT = IO::Standard.open(1, 'STDOUT')
STDERR = IO::Standard.open(2, 'STDERR')
$stdin = STDIN
$stdout = STDOUT
$stderr = STDERR
alias $> $stdout

module Warning
  @shown = { deprecated: false, experimental: true }

  class << self
    def [](category) = @shown.fetch(category) { raise ArgumentError, "unknown category: #{category}" }

    def []=(category, shown)
      self[category]
      @shown[category] = shown ? true : false
    end

    def warn(text, category: nil)
      raise TypeError, "wrong argument type #{text.class} (expected String)" unless text.is_a?(String)
      $stderr.write(text) if category.nil? || self[category]
      nil
    end
  end
end

$0 = 'main'
$, = nil
$/ = "\n"
$; = nil
$: = []
$" = []
$VERBOSE = false
$DEBUG = false

module RbConfig
  CONFIG = {
    'host_os' => 'linux-gnu', 'arch' => 'x86_64-linux-gnu', 'bindir' => '/usr/bin',
    'ruby_install_name' => 'ruby', 'MAJOR' => '3', 'MINOR' => '1', 'TEENY' => '2',
    'ruby_version' => '3.1.0', 'rubylibdir' => '/usr/lib/ruby/3.1.0', 'EXEEXT' => ''
  }

  def self.ruby = '/usr/bin/ruby'
end

class Hash
  def flatten(depth = 1) = to_a.flatten(depth)

  def assoc(key) = find { |known, _| known == key }

  def rassoc(value) = find { |_, item| item == value }

  def deconstruct_keys(_keys) = self
end

class Struct
  def deconstruct_keys(keys)
    return to_h if keys.nil?
    raise TypeError, "wrong argument type #{keys.class} (expected Array or nil)" unless keys.is_a?(Array)
    return {} if keys.size > size
    keys.take_while { |key| key.is_a?(Integer) ? key.abs < size : members.include?(key.to_sym) }.to_h { |key| [key, self[key]] }
  end

  def each_pair(&block)
    return to_enum(:each_pair) unless block
    to_h.each_pair(&block)
    self
  end

  def values_at(*indexes) = to_a.values_at(*indexes)

  def size = to_a.size
  alias length size

  def eql?(other) = other.class == self.class && to_a.eql?(other.to_a)

  def hash = to_a.hash
end

class Float
  DIG = 15
  MANT_DIG = 53
  RADIX = 2
  MAX_10_EXP = 308
  MIN_10_EXP = -307
  MAX_EXP = 1024
  MIN_EXP = -1021
end

class << Time
  %i[parse strptime iso8601 xmlschema rfc2822 rfc822 httpdate zone_offset].each do |name|
    define_method(name) do |*args|
      require 'time'
      public_send(name, *args)
    end
  end
end

class Exception
  def backtrace_locations
    backtrace&.map { |line| Thread::Backtrace::Location.__of(line) }
  end
end

module Kernel
  private

  def URI(text) = URI.__uri(text)

  def putc(value) = $stdout.putc(value)

  def warn(*messages, uplevel: nil, category: nil)
    return if $VERBOSE.nil? || messages.empty?
    raise ArgumentError, "negative level (#{uplevel})" if uplevel && uplevel < 0
    return unless category.nil? || Warning[category]
    text = __lines(messages)
    return if text.empty?
    place = uplevel && caller.reject { |line| line.start_with?('<internal') }[uplevel]
    text = "#{place && "#{place[/\A.*?:\d+/]}: "}warning: #{text}" if uplevel
    category ? Warning.warn(text, category: category) : Warning.warn(text)
    nil
  end

  # What `puts` prints of values: a line of each, of lists a line of each item.
  def __lines(values, outer = [])
    return "\n" if values.empty? && outer.empty?
    values.sum('') do |value|
      list = value.is_a?(Array) ? value : value.respond_to?(:to_ary) ? value.to_ary : nil
      next (outer.any? { |one| one.equal?(list) } ? "[...]\n" : list.empty? ? '' : __lines(list, outer + [list])) if list
      text = value.to_s
      text.end_with?("\n") ? text : "#{text}\n"
    end
  end

  def pp(*values)
    require 'pp'
    values.each { |value| PP.pp(value) }
    values.size > 1 ? values : values.first
  end
end

class Set
  def ^(other) = Set.new(other).tap { |made| each { |item| made.delete?(item) || made.add(item) } }

  def flatten = Set.new(to_a.flat_map { |item| item.is_a?(Set) ? item.flatten.to_a : [item] })
end

class << Base64
  def decode64(text) = text.unpack1('m')

  def strict_decode64(text)
    raise ArgumentError, 'invalid base64' unless text.match?(%r{\A(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\z})
    text.unpack1('m')
  end

  def urlsafe_decode64(text)
    text = text.tr('-_', '+/')
    strict_decode64(text.ljust((text.length + 3) / 4 * 4, '='))
  end

  def urlsafe_encode64(text, padding: true)
    coded = [text].pack('m0').tr('+/', '-_')
    padding ? coded : coded.delete('=')
  end
end

class << Shellwords
  def split(line)
    words = []
    field = +''
    line.scan(/\G\s*(?>([^\0\s\\'"]+)|'([^\0']*)'|"((?:[^\0"\\]|\\[^\0])*)"|(\\[^\0]?)|(\S))(\s|\z)?/m) do |word, single, double, escape, garbage, separator|
      raise ArgumentError, "Unmatched quote: #{line.inspect}" if garbage
      field << (word || single || (double && double.gsub(/\\([$`"\\\n])/, '\\1')) || escape.gsub(/\\(.)/, '\\1'))
      if separator
        words << field
        field = +''
      end
    end
    words
  end
  alias shellwords split
  alias shellsplit split
end

class String
  def shellsplit = Shellwords.split(self)
end

class Array
  def shelljoin = Shellwords.join(self)
end

# What the outermost self has of a class.
def self.include(*modules) = Object.include(*modules)

def self.define_method(...) = Object.define_method(...)
