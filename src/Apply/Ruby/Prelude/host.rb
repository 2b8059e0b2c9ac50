require 'English'


# Files and processes, by way of the host that is being managed: nothing here touches any other machine.
module Bunraku
  PATHS = File
  FOLDERS = Dir
  private_constant :PATHS

  # Functions of paths, which ask nobody.
  module PathFunctions
    def basename(path, ending = '')
      PATHS.basename(path_of(path), ending)
    end

    def dirname(path, levels = 1)
      raise ArgumentError, "negative level: #{levels}" if levels.negative?

      levels.times.reduce(path_of(path)) { |here, _| PATHS.dirname(here) }
    end

    def extname(path)
      PATHS.extname(path_of(path))
    end

    def join(*parts)
      PATHS.join(*parts.flatten.map { |part| path_of(part) })
    end

    def expand_path(path, base = nil)
      path = path_of(path)
      path = path.sub(/\A~([^\/]*)/) { Dir.home(*[$1].reject(&:empty?)) } if path.start_with?('~')
      PATHS.expand_path(path, base ? expand_path(base) : HostDoor.working_directory)
    end

    def absolute_path(path, base = nil)
      PATHS.expand_path(path_of(path), base ? absolute_path(base) : HostDoor.working_directory)
    end

    def absolute_path?(path)
      path_of(path).start_with?('/')
    end

    def split(path)
      [dirname(path), basename(path)]
    end

    def fnmatch(pattern, path, flags = 0)
      PATHS.fnmatch(pattern, path_of(path), flags)
    end

    alias fnmatch? fnmatch

    def path(value)
      path_of(value)
    end

    def path_of(value)
      return value if value.is_a?(String)
      return value.to_path if value.respond_to?(:to_path)
      return value.path if value.respond_to?(:path)

      raise TypeError, "no implicit conversion of #{value.nil? ? 'nil' : value.class} into String" unless value.respond_to?(:to_str)

      value.to_str
    end
  end

  # What fails names the function of Ruby's own that it failed in, and the paths as they were given.
  def self.told_of(function, *paths)
    yield
  rescue SystemCallError => e
    text = e.message[/\A[^@]*?(?= @ | - |\z)/]
    named = paths.length > 1 ? "(#{paths.join(', ')})" : paths.first
    raise e.class, "#{text} @ #{function} - #{named}"
  end

  # A time as the host takes it: seconds and nanoseconds.
  def self.moment(time)
    time = Time.now if time.nil?
    return [time.to_i, time.nsec] if time.is_a?(Time)

    whole = time.floor
    [whole, ((time - whole) * 1_000_000_000).to_i]
  end

  # Whether code broke, and has not raised an error on purpose.
  def self.accident?(error)
    error.cause.is_a?(NameError)
  end

  # What an error says, with the place in the code of a module where it was raised.
  def self.told(error)
    message = error.message.to_s
    found = (error.backtrace || []).find { |line| !line.start_with?('<internal') }&.sub(/:in `.*/, '')
    found && !message.include?(found) ? "#{message} (#{found})" : message
  end
end

module Bunraku
  STANDARD = IO::Standard
  FLAGS = File::Constants
end

Object.send(:remove_const, :IO)
Object.send(:remove_const, :File)
Object.send(:remove_const, :Dir) if Object.const_defined?(:Dir)

class IO
  include Bunraku::FLAGS

  SEEK_SET = 0
  SEEK_CUR = 1
  SEEK_END = 2
  READABLE = 1
  PRIORITY = 2
  WRITABLE = 4

  module WaitReadable; end

  module WaitWritable; end

  class EAGAINWaitReadable < Errno::EAGAIN
    include WaitReadable
  end

  class EAGAINWaitWritable < Errno::EAGAIN
    include WaitWritable
  end

  EWOULDBLOCKWaitReadable = EAGAINWaitReadable
  EWOULDBLOCKWaitWritable = EAGAINWaitWritable

  include StringIO::Stream

  class << self
    def read(...) = File.read(...)
    def binread(...) = File.binread(...)
    def readlines(...) = File.readlines(...)
    def foreach(...) = File.foreach(...)
    def write(...) = File.write(...)
    def binwrite(...) = File.binwrite(...)
    def sysopen(path, *rest) = File.new(path, *rest).fileno
    def try_convert(value) = value.respond_to?(:to_io) ? value.to_io : nil

    # How many bytes went from one place to the other: paths, or what reads and writes.
    def copy_stream(from, to, length = nil, start = nil)
      input = from.respond_to?(:read) || from.respond_to?(:readpartial) ? from : File.binread(from)
      text =
        if input.is_a?(String) then input
        elsif input.respond_to?(:read) then input.read.to_s
        else input.readpartial(1 << 30)
        end
      text = text.byteslice(start..) || '' if start
      text = text.byteslice(0, length) if length
      to.respond_to?(:write) ? to.write(text) : File.binwrite(to, text)
      text.bytesize
    end

    def popen(*command, **options)
      mode = command.pop if command.last.is_a?(String) && command.grep_v(Hash).length > 1
      words = command.flat_map { |one| one.is_a?(Array) ? Bunraku::Command.unshelled(one) : [one] }
      io = Bunraku::Pipe.new(words, mode || 'r', options)
      return io unless block_given?

      begin
        yield io
      ensure
        io.close
      end
    end

    # Two ends of one text: what is written to the second is read from the first.
    def pipe(*)
      writer = Bunraku::PipeWriter.new
      ends = [Bunraku::PipeReader.new(writer), writer]
      return ends unless block_given?

      begin
        yield(*ends)
      ensure
        ends.each(&:close)
      end
    end

    # All but the end of a pipe that nothing is in can be read from.
    def select(readers, writers = nil, errors = nil, patience = nil)
      ready = (readers || []).select { |io| !io.respond_to?(:ready?) || io.ready? }
      return [ready, writers || [], []] unless ready.empty? && (writers || []).empty?

      HostDoor.sleep(patience) if patience
      nil
    end
  end

  def fileno
    @fileno ||= Bunraku::HANDLES.next
  end

  alias to_i fileno

  def to_io = self

  def binmode
    __open
    @binary = true
    self
  end

  def binmode? = @binary ? true : false

  def pwrite(text, place)
    before = pos
    self.pos = place
    write(text)
  ensure
    self.pos = before
  end

  def autoclose? = true
  def autoclose=(value)
    value
  end

  def close_on_exec? = true
  def close_on_exec=(value)
    value
  end

  def wait(*) = self
  alias wait_readable wait
  alias wait_writable wait

  def nread = @string.bytesize - pos

  def advise(*) = nil

  %i[fcntl ioctl].each do |name|
    define_method(name) { |*| raise NotImplementedError, "#{name}() function is unimplemented on this machine" }
  end

  private

  def __open
    raise IOError, 'closed stream' if @closed
  end

  def __check
    __open
    super
  end
end

module Bunraku
  # Numbers for what is open: those of the process itself come first.
  HANDLES = (5..).each

  # The end of a pipe that is written to.
  class PipeWriter < IO
    attr_reader :string

    def initialize
      @string = +''
      @pos = @lineno = 0
      @reads = @closed = false
      @appends = true
      @feeders = []
    end

    # Processes that write here, and have not been waited for.
    attr_reader :feeders

    def write(*texts)
      __open
      super
    end

    def inspect = "#<IO:fd #{fileno}>"
  end

  # The end that is read from: it waits for what other threads write.
  class PipeReader < IO
    def initialize(writer)
      @writer = writer
      @string = writer.string
      @pos = @lineno = 0
      @writes = @closed = false
    end

    def ready? = @pos < @string.length || @writer.closed? && @writer.feeders.empty?

    def read_nonblock(count, buffer = nil, exception: true)
      unless ready?
        return :wait_readable unless exception

        raise IO::EAGAINWaitReadable, 'read would block'
      end
      sysread(count, *buffer)
    end

    def readpartial(count, *buffer)
      Thread.pass until ready? || alone?
      text = __taken(count) if @pos < @string.length
      text || raise(EOFError, 'end of file reached')
    end

    def eof?
      whole
      super
    end

    alias eof eof?

    def inspect = "#<IO:fd #{fileno}>"

    private

    def __check
      super
      whole
    end

    # What is read may go on until nobody writes any more.
    def whole
      @writer.feeders.shift.finish until @writer.feeders.empty?
      Thread.pass until @writer.closed? || alone?
    end

    def alone? = Thread.list.length < 2
  end

  SHELL_WORDS = %w[
    ! . : break case continue do done elif else esac eval exec exit export fi for if in readonly return set shift then
    times trap unset until while
  ].freeze

  # Whether a command that needs no shell names a program that is not there.
  def self.nameless?(command)
    word = command[/\A\s*(\S+)/, 1]
    word && !SHELL_WORDS.include?(word) && command !~ /[*?{}\[\]<>()~&|\\$;'`"\n#=%]/ && !Puppet::Util.which(word)
  end
end

# The variables of the process are texts, and no hash.
class << ENV
  def []=(name, value)
    __check(name, value)
    value.nil? ? delete(name) : super(name, value.dup.freeze)
    value
  end

  alias store []=

  def [](name)
    super(__check(name))
  end

  def to_s = 'ENV'

  def to_h(&block)
    all = {}
    each { |name, value| all[name] = value }
    block ? all.to_h(&block) : all
  end

  alias to_hash to_h

  def clone(*) = to_h

  def class = Object

  def rehash = nil

  def freeze
    raise TypeError, 'cannot freeze ENV'
  end

  def dup
    raise TypeError, 'Cannot dup ENV, use ENV.to_h to get a copy of ENV as a hash'
  end

  def replace(others)
    clear
    update(others)
  end

  def update(*others, &block)
    others.each do |one|
      one.each { |name, value| self[name] = block && key?(name) ? block.call(name, self[name], value) : value }
    end
    self
  end

  alias merge! update

  private

  def __check(name, value = nil)
    [name, value].compact.each do |text|
      raise TypeError, "no implicit conversion of #{text.class} into String" unless text.is_a?(String)
      next unless text.include?("\0")

      raise ArgumentError, "bad environment variable #{text.equal?(name) ? 'name' : 'value'}: contains null byte"
    end
    raise Errno::EINVAL, "setenv(#{name})" if value && (name.empty? || name.include?('='))

    name
  end
end

IO::Standard = Bunraku::STANDARD
%w[STDIN STDOUT STDERR].each_with_index do |name, number|
  Object.send(:remove_const, name)
  Object.const_set(name, IO::Standard.open(number, name))
end
$stdin = STDIN
$stdout = STDOUT
$stderr = STDERR
