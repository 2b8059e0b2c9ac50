require 'English'

$LOAD_PATH = []
$: = $LOAD_PATH

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

    def dirname(path)
      PATHS.dirname(path_of(path))
    end

    def extname(path)
      PATHS.extname(path_of(path))
    end

    def join(*parts)
      PATHS.join(*parts.flatten.map { |part| path_of(part) })
    end

    def expand_path(path, base = nil)
      path = path_of(path)
      path = path.sub(%r{\A~[^/]*}) { |start| home_of(start[1..]) } if path.start_with?('~')
      base ? PATHS.expand_path(path, expand_path(base)) : PATHS.expand_path(path)
    end

    def home_of(name)
      return ENV['HOME'] || '/root' if name.empty?

      account = HostDoor.user(name)
      raise ArgumentError, "user #{name} doesn't exist" unless account

      account[5]
    end
    private :home_of

    def absolute_path(path, base = '/')
      PATHS.expand_path(path_of(path), base)
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

  # Whether code broke, and has not raised an error on purpose.
  def self.accident?(error)
    error.cause.is_a?(NameError)
  end

  # What an error says, with the place in the code of a module where it was raised.
  def self.told(error)
    message = error.message.to_s
    found = (error.backtrace || []).find { |line| !line.start_with?('<internal') }
    found && !message.include?(found) ? "#{message} (#{found})" : message
  end
end

module Bunraku
  STANDARD = IO::Standard
end

Object.send(:remove_const, :IO)
Object.send(:remove_const, :File)
Object.send(:remove_const, :Dir) if Object.const_defined?(:Dir)

class IO
  SEEK_SET = 0
  SEEK_CUR = 1
  SEEK_END = 2

  include StringIO::Stream

  class << self
    def read(...) = File.read(...)
    def binread(...) = File.binread(...)
    def readlines(...) = File.readlines(...)
    def foreach(...) = File.foreach(...)
    def write(...) = File.write(...)

    def popen(command, mode = 'r', *_options)
      command, given = command.is_a?(Hash) ? [mode, command] : [command, {}]
      io = Bunraku::Pipe.new(command, given)
      return io unless block_given?

      begin
        yield io
      ensure
        io.close
      end
    end

    def pipe
      raise NotImplementedError, 'IO.pipe is not there'
    end

    def select(*)
      nil
    end
  end
end

module Bunraku
  SHELL_WORDS = %w[
    ! . : break case continue do done elif else esac eval exec exit export fi for if in readonly return set shift then
    times trap unset until while
  ].freeze

  # Whether a command that needs no shell names a program that is not there.
  def self.nameless?(command)
    word = command[/\A\s*(\S+)/, 1]
    word && !SHELL_WORDS.include?(word) && command !~ /[*?{}\[\]<>()~&|\\$;'`"\n#=%]/ && !Puppet::Util.which(word)
  end

  # Writes what a program has printed where options of `system` send it.
  def self.redirected(options, name, usual, text)
    number = usual.fileno
    found = options.find { |key, _| [key].flatten.any? { |one| [name, number, usual].include?(one) } }
    target = found ? found[1] : usual
    case target
    when String then File.write(target, text)
    when Array then target.first == :child ? usual.write(text) : File.open(*target) { |file| file.write(text) }
    when :out, 1 then STDOUT.write(text)
    when :err, 2 then STDERR.write(text)
    when :close, nil then nil
    else target.write(text)
    end
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

module Bunraku
  # A process: it runs when its output is first asked for, with what was written to it before.
  class Pipe < IO
    attr_reader :pid

    def initialize(command, environment)
      @command = command
      @environment = environment
      @input = ''
      @pos = 0
      @lineno = 0
      @pid = Process.pid
    end

    def write(*texts)
      texts.each { |text| @input += text.to_s }
      texts.sum { |text| text.to_s.length }
    end

    def close_write
      run
    end

    def run
      return if @string

      status, @string, _, signal = HostDoor.run(@command, { stdin: @input, environment: @environment })
      $? = Process::Status.new(status, signal)
    end

    [:read, :gets, :eof?, :eof, :getc].each do |name|
      define_method(name) do |*arguments|
        run
        super(*arguments)
      end
    end

    def close
      run
      nil
    end

    def closed?
      !@string.nil?
    end
  end
end

class File < IO
  SEPARATOR = '/'
  Separator = '/'
  ALT_SEPARATOR = nil
  PATH_SEPARATOR = ':'
  NULL = '/dev/null'
  RDONLY = 0
  WRONLY = 1
  RDWR = 2
  CREAT = 64
  EXCL = 128
  TRUNC = 512
  APPEND = 1024
  NOFOLLOW = 131_072
  LOCK_SH = 1
  LOCK_EX = 2
  LOCK_NB = 4
  LOCK_UN = 8
  FNM_PATHNAME = 2
  FNM_DOTMATCH = 4
  FNM_EXTGLOB = 16

  module Constants
    RDONLY = 0
    WRONLY = 1
    RDWR = 2
    CREAT = 64
    EXCL = 128
    TRUNC = 512
    APPEND = 1024
    LOCK_EX = 2
    LOCK_UN = 8
  end

  class Stat
    include Comparable

    def initialize(path, follow = true)
      @path = path = File.path_of(path)
      @values = HostDoor.stat(path, follow)
      raise Errno::ENOENT, "No such file or directory @ rb_file_s_#{follow ? 'stat' : 'lstat'} - #{path}" unless @values
    end

    def ftype
      @values[0]
    end

    def file?
      ftype == 'file'
    end

    def directory?
      ftype == 'directory'
    end

    def symlink?
      ftype == 'link'
    end

    def socket?
      ftype == 'socket'
    end

    def pipe?
      ftype == 'fifo'
    end

    def blockdev?
      ftype == 'blockSpecial'
    end

    def chardev?
      ftype == 'characterSpecial'
    end

    def mode
      kinds = { 'file' => 0o100000, 'directory' => 0o040000, 'link' => 0o120000, 'fifo' => 0o010000, 'socket' => 0o140000 }
      @values[1] | (kinds[ftype] || 0)
    end

    def uid
      @values[2]
    end

    def gid
      @values[3]
    end

    def size
      @values[4]
    end

    def size?
      size.zero? ? nil : size
    end

    def zero?
      size.zero?
    end

    def mtime
      Time.at(@values[5])
    end

    def ctime
      Time.at(@values[6])
    end

    alias atime mtime

    def dev
      @values[7]
    end

    def ino
      @values[8]
    end

    def nlink
      @values[9]
    end

    def executable?
      HostDoor.may?(@path, 1)
    end

    def readable?
      HostDoor.may?(@path, 4)
    end

    def writable?
      HostDoor.may?(@path, 2)
    end

    def owned?
      uid == Process.euid
    end

    def setuid?
      @values[1] & 0o4000 != 0
    end

    def setgid?
      @values[1] & 0o2000 != 0
    end

    def sticky?
      @values[1] & 0o1000 != 0
    end

    def <=>(other)
      mtime <=> other.mtime
    end
  end

  class << self
    include Bunraku::PathFunctions

    def open(path, mode = 'r', permissions = nil, **options)
      permissions = nil unless permissions.is_a?(Integer)
      file = new(path, mode, permissions, **options)
      return file unless block_given?

      begin
        yield file
      ensure
        file.close
      end
    end

    def look(path, follow = true)
      path = path_of(path)
      path.empty? ? nil : HostDoor.stat(path, follow)
    end

    def exist?(path)
      look(path) ? true : false
    end

    alias exists? exist?

    def file?(path)
      found = look(path)
      found ? found[0] == 'file' : false
    end

    def directory?(path)
      found = look(path)
      found ? found[0] == 'directory' : false
    end

    def symlink?(path)
      found = look(path, false)
      found ? found[0] == 'link' : false
    end

    def socket?(path)
      found = look(path)
      found ? found[0] == 'socket' : false
    end

    def pipe?(path)
      found = look(path)
      found ? found[0] == 'fifo' : false
    end

    def blockdev?(path)
      found = look(path)
      found ? found[0] == 'blockSpecial' : false
    end

    def size(path)
      stat(path).size
    end

    def size?(path)
      found = look(path)
      found && found[4] > 0 ? found[4] : nil
    end

    def zero?(path)
      found = look(path)
      found ? found[4].zero? : false
    end

    alias empty? zero?

    def executable?(path)
      HostDoor.may?(path_of(path), 1)
    end

    alias executable_real? executable?

    def readable?(path)
      HostDoor.may?(path_of(path), 4)
    end

    def writable?(path)
      HostDoor.may?(path_of(path), 2)
    end

    alias readable_real? readable?
    alias writable_real? writable?

    def owned?(path)
      found = look(path)
      found ? found[2] == Process.euid : false
    end

    def world_readable?(path)
      found = look(path)
      found && found[1] & 0o004 != 0 ? found[1] & 0o777 : nil
    end

    def stat(path)
      Stat.new(path)
    end

    def lstat(path)
      Stat.new(path, false)
    end

    def mtime(path)
      stat(path).mtime
    end

    def ctime(path)
      stat(path).ctime
    end

    def atime(path)
      stat(path).mtime
    end

    def ftype(path)
      lstat(path).ftype
    end

    def identical?(one, other)
      a = look(one)
      b = look(other)
      a && b && a[7] == b[7] && a[8] == b[8] ? true : false
    end

    def read(path, length = nil, offset = nil, **options)
      text = HostDoor.read(path_of(path), binary?(options))
      raise Errno::EISDIR, "Is a directory @ io_fread - #{path_of(path)}" if text.nil? && directory?(path)
      raise Errno::ENOENT, "No such file or directory @ rb_sysopen - #{path_of(path)}" unless text

      text = text[offset..-1] if offset
      text = text[0, length] if length
      text
    end

    def binread(path, length = nil, offset = nil)
      read(path, length, offset, mode: 'rb')
    end

    def readlines(path, separator = "\n", chomp: false, **options)
      new(path, 'r', **options).readlines(separator, chomp: chomp)
    end

    def foreach(path, separator = "\n", **options, &block)
      new(path, 'r', **options).each_line(separator, &block)
    end

    def write(path, text, offset = nil, mode: 'w', perm: nil, **_options)
      raise NotImplementedError, 'File.write at an offset' if offset

      open(path, mode, perm) { |file| file.write(text) }
    end

    def binwrite(path, text)
      HostDoor.write(path_of(path), text, nil)
      text.bytesize
    end

    def binary?(options)
      mode = options[:mode].to_s
      mode.include?('b') || options[:binmode] || options[:encoding].to_s =~ /\A(ASCII-8BIT|BINARY|iso-8859-1|us-ascii)/i ? true : false
    end

    # What fails names the function of Ruby's own that it failed in.
    def told_of(function)
      yield
    rescue SystemCallError => e
      raise e.class, e.message.sub(/\A([^@]*) - /, "\\1 @ #{function} - ")
    end

    def delete(*paths)
      paths.flatten.each { |path| told_of('apply2files') { HostDoor.delete(path_of(path)) } }
      paths.length
    end

    alias unlink delete

    def rename(old, new)
      HostDoor.rename(path_of(old), path_of(new))
      0
    end

    def symlink(target, path)
      HostDoor.symlink(path_of(target), path_of(path))
      0
    end

    def link(old, new)
      binwrite(new, binread(old))
      0
    end

    def readlink(path)
      HostDoor.readlink(path_of(path))
    end

    def realpath(path, base = nil)
      path = expand_path(path, base)
      30.times do
        parts = path.split('/').reject(&:empty?)
        done = ''
        changed = false
        parts.each_with_index do |part, at|
          here = "#{done}/#{part}"
          found = HostDoor.stat(here, false)
          raise Errno::ENOENT, "No such file or directory @ rb_realpath_internal - #{path}" unless found

          if found[0] == 'link'
            target = HostDoor.readlink(here)
            path = expand_path(join(target, *parts[(at + 1)..-1]), done.empty? ? '/' : done)
            changed = true
            break
          end
          done = here
        end
        return path unless changed
      end
      raise Errno::EINVAL, "Too many levels of symbolic links - #{path}"
    end

    def realdirpath(path, base = nil)
      realpath(path, base)
    rescue Errno::ENOENT
      expand_path(path, base)
    end

    def chmod(mode, *paths)
      paths.flatten.each { |path| told_of('apply2files') { HostDoor.chmod(path_of(path), mode) } }
      paths.length
    end

    def chown(uid, gid, *paths)
      paths.flatten.each { |path| told_of('apply2files') { HostDoor.chown(path_of(path), uid || -1, gid || -1) } }
      paths.length
    end

    alias lchown chown

    def utime(_atime, mtime, *paths)
      paths.flatten.each { |path| HostDoor.utime(path_of(path), mtime.to_i) }
      paths.length
    end

    def truncate(path, length)
      write(path, read(path)[0...length])
      0
    end

    def umask(value = nil)
      HostDoor.umask(value)
    end

    def mkfifo(*)
      raise NotImplementedError, 'mkfifo() function is unimplemented on this machine'
    end
  end

  attr_reader :path

  def initialize(path, mode = 'r', permissions = nil, **options)
    @path = File.path_of(path)
    mode = options[:mode] || mode
    permissions = options[:perm] || permissions
    read_mode(mode)
    @binary = @mode.include?('b') || File.binary?(options)
    @permissions = permissions
    @pos = 0
    @lineno = 0
    begin_with
  end

  def read_mode(mode)
    if mode.is_a?(Integer)
      flags = mode
      mode = flags & 3 == 0 ? 'r' : (flags & 1024 != 0 ? 'a' : (flags & 512 != 0 ? 'w' : 'r+'))
      mode = 'w' if mode == 'r+' && flags & 64 != 0 && !File.exist?(@path)
      raise Errno::EEXIST, "File exists @ rb_sysopen - #{@path}" if flags & 128 != 0 && File.exist?(@path)
    end
    @mode = mode.to_s.split(':').first
    @writes = @mode =~ /[wa+]/ ? true : false
    @appends = @mode.start_with?('a')
  end

  def begin_with
    if @mode.start_with?('w')
      @string = +''
      @changed = true
      raise Errno::EISDIR, "Is a directory @ rb_sysopen - #{@path}" if File.directory?(@path)

      unless File.exist?(@path)
        File.told_of('rb_sysopen') { flush }
        @changed = true
      end
    else
      @string = HostDoor.read(@path, @binary)
      raise Errno::EISDIR, "Is a directory @ rb_sysopen - #{@path}" if @string.nil? && File.directory?(@path)
      raise Errno::ENOENT, "No such file or directory @ rb_sysopen - #{@path}" if @string.nil? && !@appends

      @changed = @string.nil?
      @string ||= +''
      @pos = @string.length if @appends
    end
  end

  def write(*texts)
    raise IOError, 'not opened for writing' unless @writes
    raise IOError, 'closed stream' if @closed

    @pos = @string.length if @appends
    @changed = true
    super
  end

  def truncate(length)
    @changed = true
    super
  end

  # A file is written as a whole when it is done; a new one is there at once, and empty.
  def flush
    return self unless @writes && @changed

    HostDoor.write(@path, @string, @permissions)
    @changed = false
    self
  end

  alias fsync flush

  # The lock is the machine's: other processes that ask for it wait.
  def flock(operation)
    if operation & LOCK_UN != 0
      HostDoor.unlock(@lock) if @lock
      @lock = nil
      return 0
    end
    flush
    until @lock ||= HostDoor.lock(@path)
      return false if operation & LOCK_NB != 0

      HostDoor.sleep(0.02)
    end
    0
  end

  def close
    flush unless @closed
    flock(LOCK_UN) if @lock
    @closed = true
    nil
  end

  def to_path
    @path
  end

  def stat
    flush
    File.stat(@path)
  end

  alias lstat stat

  def mtime
    stat.mtime
  end

  def chmod(mode)
    flush
    File.chmod(mode, @path)
  end

  def chown(uid, gid)
    flush
    File.chown(uid, gid, @path)
  end

  def inspect
    "#<File:#{@path}>"
  end
end

# The questions of File under another name.
module FileTest
  %i[exist? file? directory? symlink? readable? writable? executable? size size? zero? empty? owned? pipe? socket?
     blockdev? identical?].each do |name|
    define_singleton_method(name) { |*paths| File.send(name, *paths) }
  end
end

class Dir
  include Enumerable

  class << self
    def path_of(path)
      File.path_of(path)
    end

    def exist?(path)
      File.directory?(path)
    end

    alias exists? exist?

    def entries(path)
      ['.', '..'] + children(path)
    end

    def children(path)
      HostDoor.list(path_of(path))
    end

    def each_child(path, &block)
      children(path).each(&block)
    end

    def foreach(path, &block)
      block ? entries(path).each(&block) : entries(path).each
    end

    def empty?(path)
      File.directory?(path) && children(path).empty?
    end

    def mkdir(path, mode = 0o777)
      HostDoor.mkdir(path_of(path), mode & 0o7777 & ~File.umask)
      0
    end

    def rmdir(path)
      raise Errno::ENOTEMPTY, "Directory not empty @ dir_s_rmdir - #{path}" unless children(path).empty?

      HostDoor.delete(path_of(path))
      0
    end

    alias delete rmdir
    alias unlink rmdir

    def glob(patterns, flags = 0, **options, &block)
      Bunraku::FOLDERS.glob([patterns].flatten.map { |pattern| path_of(pattern) }, flags, **options, &block)
    end

    def [](*patterns)
      glob(patterns)
    end

    def tmpdir
      '/tmp'
    end

    def mktmpdir(prefix = 'd', base = nil)
      prefix, suffix = prefix.is_a?(Array) ? prefix : [prefix || 'd', '']
      path = "#{base || tmpdir}/#{prefix}#{HostDoor.unique}#{suffix}"
      mkdir(path, 0o700)
      return path unless block_given?

      begin
        yield path
      ensure
        HostDoor.delete_tree(path)
      end
    end

    def pwd
      HostDoor.working_directory
    end

    alias getwd pwd

    def chdir(path = '/')
      before = HostDoor.working_directory
      raise Errno::ENOENT, "No such file or directory @ dir_chdir - #{path}" unless File.directory?(path)

      HostDoor.change_directory(File.expand_path(path, before))
      return 0 unless block_given?

      begin
        yield path
      ensure
        HostDoor.change_directory(before)
      end
    end

    def home(name = nil)
      File.expand_path("~#{name}")
    end

    def open(path)
      made = new(path)
      block_given? ? yield(made) : made
    end
  end

  attr_reader :path

  def initialize(path)
    @path = path
    @names = Dir.entries(path)
  end

  def each(&block)
    @names.each(&block)
    self
  end

  def children
    Dir.children(@path)
  end

  def read
    @names.shift
  end

  def close; end
end

module FileUtils
  module_function

  def mkdir_p(paths, mode: 0o755, **_options)
    [paths].flatten.each do |path|
      path = File.expand_path(path)
      next if File.directory?(path)

      parent = File.dirname(path)
      mkdir_p(parent) unless File.directory?(parent)
      HostDoor.mkdir(path, mode)
    end
  end

  def mkdir(paths, mode: 0o755, **_options)
    [paths].flatten.each { |path| Dir.mkdir(path, mode) }
  end

  def touch(paths, mtime: nil, nocreate: false, **_options)
    [paths].flatten.each do |path|
      next if nocreate && !File.exist?(path)

      File.write(path, '') unless File.exist?(path)
      HostDoor.utime(File.path_of(path), (mtime || Time.now).to_i)
    end
  end

  def rm(paths, force: false, **_options)
    [paths].flatten.each do |path|
      next if force && !File.exist?(path) && !File.symlink?(path)

      File.delete(path)
    end
  end

  def rm_f(paths, **_options)
    rm(paths, force: true)
  end

  def rm_r(paths, **_options)
    [paths].flatten.each { |path| HostDoor.delete_tree(File.path_of(path)) }
  end

  def rm_rf(paths, **_options)
    rm_r(paths)
  end

  def rmdir(paths, **_options)
    [paths].flatten.each { |path| Dir.rmdir(path) }
  end

  def remove_entry_secure(path, _force = false)
    HostDoor.delete_tree(File.path_of(path))
  end

  def remove_entry(path, _force = false)
    HostDoor.delete_tree(File.path_of(path))
  end

  def remove_dir(path, _force = false)
    HostDoor.delete_tree(File.path_of(path))
  end

  def remove_file(path, force = false)
    rm(path, force: force)
  end

  def cp(sources, target, preserve: false, **_options)
    [sources].flatten.each do |source|
      to = File.directory?(target) ? File.join(target, File.basename(source)) : File.path_of(target)
      HostDoor.write(to, File.binread(source), File.stat(source).mode & 0o7777)
      next unless preserve

      from = File.stat(source)
      HostDoor.chmod(to, from.mode & 0o7777)
      HostDoor.utime(to, from.mtime.to_i)
    end
  end

  alias copy cp
  module_function :copy

  def copy_file(source, target, *_rest)
    cp(source, target)
  end

  def cp_r(sources, target, **options)
    [sources].flatten.each do |source|
      to = File.directory?(target) ? File.join(target, File.basename(source)) : target
      if File.symlink?(source)
        File.symlink(File.readlink(source), to)
      elsif File.directory?(source)
        mkdir_p(to)
        Dir.children(source).each { |name| cp_r(File.join(source, name), File.join(to, name), **options) }
      else
        cp(source, to)
      end
    end
  end

  def mv(sources, target, **_options)
    [sources].flatten.each do |source|
      to = File.directory?(target) ? File.join(target, File.basename(source)) : File.path_of(target)
      HostDoor.rename(File.path_of(source), to)
    end
  end

  alias move mv
  module_function :move

  def ln_s(sources, target, force: false, **_options)
    [sources].flatten.each do |source|
      to = File.directory?(target) && !File.symlink?(target) ? File.join(target, File.basename(source)) : target
      rm_f(to) if force
      File.symlink(source, to)
    end
  end

  def ln_sf(source, target, **_options)
    ln_s(source, target, force: true)
  end

  alias symlink ln_s
  module_function :symlink

  def chmod(mode, paths, **_options)
    [paths].flatten.each { |path| File.chmod(mode_of(mode, path), path) }
  end

  def chmod_R(mode, paths, **_options)
    each_below(paths) { |path| File.chmod(mode_of(mode, path), path) unless File.symlink?(path) }
  end

  # A number, or changes of what a file has (`u+x`).
  def mode_of(mode, path)
    return mode unless mode.is_a?(String)

    modes = Object.new.extend(Puppet::Util::SymbolicFileMode)
    if mode =~ /\A\d/ || !modes.valid_symbolic_mode?(mode)
      raise ArgumentError, "invalid symbolic file mode: #{mode}"
    end

    modes.symbolic_mode_to_int(mode, File.stat(path).mode & 0o7777, File.directory?(path))
  end

  def chown(user, group, paths, **_options)
    [paths].flatten.each { |path| File.chown(uid_of(user), gid_of(group), path) }
  end

  def chown_R(user, group, paths, **_options)
    each_below(paths) { |path| File.chown(uid_of(user), gid_of(group), path) }
  end

  def install(source, target, mode: nil, owner: nil, group: nil, **_options)
    to = File.directory?(target) ? File.join(target, File.basename(source)) : target
    HostDoor.write(File.path_of(to), File.binread(source), 0o600)
    HostDoor.chmod(File.path_of(to), mode.is_a?(String) ? mode.to_i(8) : mode || 0o755)
    chown(owner, group, to) if owner || group
  end

  def compare_file(one, other)
    File.binread(one) == File.binread(other)
  end

  alias cmp compare_file
  alias identical? compare_file
  module_function :cmp
  module_function :identical?

  def pwd
    Dir.pwd
  end

  def cd(path, &block)
    Dir.chdir(path, &block)
  end

  def each_below(paths, &block)
    [paths].flatten.each do |path|
      yield path
      Dir.children(path).each { |name| each_below(File.join(path, name), &block) } if File.directory?(path) && !File.symlink?(path)
    end
  end

  def uid_of(user)
    return nil if user.nil?

    user.to_s =~ /\A\d+\z/ ? user.to_i : Etc.getpwnam(user.to_s).uid
  end

  def gid_of(group)
    return nil if group.nil?

    group.to_s =~ /\A\d+\z/ ? group.to_i : Etc.getgrnam(group.to_s).gid
  end

  # Nothing is done where only what would be is asked for.
  module Dry
    %i[
      mkdir_p mkdir touch rm rm_f rm_r rm_rf rmdir cp copy cp_r mv move ln_s ln_sf symlink chmod chmod_R chown
      chown_R install
    ].each do |name|
      define_method(name) do |*arguments, noop: false, verbose: false, **options|
        super(*arguments, **options) unless noop
      end
    end
  end
  private_constant :Dry
  singleton_class.prepend(Dry)
end

Object.send(:remove_const, :Tempfile) if Object.const_defined?(:Tempfile)

class Tempfile < File
  class << self
    def create(name = '', folder = nil, **options)
      file = new(name, folder, **options)
      return file unless block_given?

      begin
        yield file
      ensure
        file.close
        file.unlink
      end
    end

    def open(name = '', folder = nil, **options)
      file = new(name, folder, **options)
      return file unless block_given?

      begin
        yield file
      ensure
        file.close
      end
    end
  end

  def initialize(name = '', folder = nil, mode: 'w+', **options)
    prefix, suffix = name.is_a?(Array) ? name : [name, '']
    options.delete(:perm)
    super("#{folder || '/tmp'}/#{prefix}#{HostDoor.unique}#{suffix}", 'w+', 0o600, **options)
  end

  def close(unlink_now = false)
    super()
    unlink if unlink_now
  end

  def close!
    close(true)
  end

  def unlink
    File.delete(@path) if @path && File.exist?(@path)
    true
  end

  alias delete unlink

  def open
    @closed = false
    rewind
    self
  end
end

module Process
  class Status
    attr_reader :exitstatus, :termsig

    def initialize(code, signal = nil)
      @exitstatus = code unless signal
      @termsig = signal
    end

    def success?
      @termsig ? nil : @exitstatus == 0
    end

    def exited?
      !@termsig
    end

    def signaled?
      !exited?
    end

    def stopped?
      false
    end

    def stopsig
      nil
    end

    def coredump?
      false
    end

    def to_i
      @termsig || @exitstatus << 8
    end

    def pid
      Process.pid
    end

    def >>(bits)
      to_i >> bits
    end

    def ==(other)
      to_i == (other.is_a?(Status) ? other.to_i : other)
    end

    def to_s
      "pid #{pid} #{@termsig ? "SIG#{Signal.signame(@termsig)} (signal #{@termsig})" : "exit #{@exitstatus}"}"
    end

    def inspect
      "#<Process::Status: #{self}>"
    end
  end

  CLOCK_MONOTONIC = 1
  CLOCK_REALTIME = 0

  UID = Module.new do
    def self.eid
      Process.euid
    end
  end

  class << self
    def groups
      own = Etc.getpwuid(Process.euid)
      [gid] | Etc.to_enum(:group).select { |group| group.mem.include?(own.name) }.map(&:gid)
    end

    def euid
      HostDoor.uid
    end

    alias uid euid

    def egid
      HostDoor.gid
    end

    alias gid egid

    def pid
      HostDoor.pid
    end

    # Signals go to processes of the host; this one is none that code of modules may end.
    def kill(signal, *pids)
      word = signal.to_s.delete_prefix('SIG')
      pids.map(&:to_i).each do |pid|
        raise SecurityError, "the process #{pid} is not to be signalled from here" if pid <= 0 || pid == Process.pid

        sent = Kernel.system('sh', '-c', "kill -#{word} #{pid}", out: File::NULL, err: File::NULL)
        raise Errno::ESRCH, 'No such process' unless sent
      end
      pids.size
    end

    def clock_gettime(*)
      Time.now.to_f
    end

    def last_status
      $?
    end
  end
end

module Etc
  Passwd = Struct.new(:name, :passwd, :uid, :gid, :gecos, :dir, :shell)
  Group = Struct.new(:name, :passwd, :gid, :mem)

  class << self
    def getpwnam(name)
      values = HostDoor.user(name.to_s)
      raise ArgumentError, "can't find user for #{name}" unless values

      Passwd.new(*values)
    end

    def getpwuid(uid = Process.euid)
      values = HostDoor.user(uid)
      raise ArgumentError, "can't find user for #{uid}" unless values

      Passwd.new(*values)
    end

    def getgrnam(name)
      values = HostDoor.group(name.to_s)
      raise ArgumentError, "can't find group for #{name}" unless values

      Group.new(*values)
    end

    def getgrgid(gid = 0)
      values = HostDoor.group(gid)
      raise ArgumentError, "can't find group for #{gid}" unless values

      Group.new(*values)
    end

    def getlogin
      getpwuid.name
    end

    def passwd
      File.readlines('/etc/passwd', chomp: true).map { |line| getpwnam(line.split(':').first) }.each { |one| yield one if block_given? }
    end

    def group
      File.readlines('/etc/group', chomp: true).map { |line| getgrnam(line.split(':').first) }.each { |one| yield one if block_given? }
    end

    def nprocessors
      (Facter.value('processors') || {})['count'] || 1
    end
  end
end

module Open3
  module_function

  def capture3(*command, stdin_data: '', chdir: nil, **_options)
    environment = command.first.is_a?(Hash) ? command.shift : {}
    status, out, err, signal = HostDoor.run(
      command.length == 1 ? command.first : command,
      { stdin: stdin_data, environment: environment, cwd: chdir, split: true }
    )
    [out, err, Process::Status.new(status, signal)]
  end

  def capture2(*command, **options)
    out, _err, status = capture3(*command, **options)
    [out, status]
  end

  def capture2e(*command, stdin_data: '', chdir: nil, **_options)
    environment = command.first.is_a?(Hash) ? command.shift : {}
    status, out, _, signal = HostDoor.run(
      command.length == 1 ? command.first : command,
      { stdin: stdin_data, environment: environment, cwd: chdir }
    )
    [out, Process::Status.new(status, signal)]
  end

  # The command runs when something of it is first asked for, with what was written to it before.
  class Late
    attr_reader :input, :pid

    def initialize(&run)
      @input = StringIO.new(+'')
      @pid = Process.pid
      @run = run
    end

    def outcome
      @outcome ||= @run.call(@input.string)
    end

    def value
      outcome.last
    end

    def join(*)
      value && self
    end

    def alive?
      @outcome.nil?
    end
  end

  # One of its outputs.
  class LateOutput < StringIO
    def initialize(late, at)
      super(+'')
      @late = late
      @at = at
    end

    [:read, :gets, :getc, :eof?, :eof, :each_line, :each, :readlines, :readline].each do |name|
      define_method(name) do |*arguments, **options, &block|
        late, @late = @late, nil
        self.string = late.outcome[@at] if late
        super(*arguments, **options, &block)
      end
    end
  end
  private_constant :Late, :LateOutput

  def popen3(*command, **options)
    late = Late.new { |input| capture3(*command, **options, stdin_data: input) }
    streams = [late.input, LateOutput.new(late, 0), LateOutput.new(late, 1)]
    return [*streams, late] unless block_given?

    result = yield(*streams, late)
    late.value
    result
  end
end

module Kernel
  def `(command)
    status, out, err, signal = HostDoor.run(command, { split: true })
    $? = Process::Status.new(status, signal)
    raise Errno::ENOENT, command[/\A\s*(\S+)/, 1] if status == 127 && Bunraku.nameless?(command)

    STDERR.write(err)
    out
  end

  def system(*command, exception: false, chdir: nil, in: nil, **streams)
    environment = command.first.is_a?(Hash) ? command.shift : {}
    given = { environment: environment, cwd: chdir, split: true }
    input = binding.local_variable_get(:in)
    given[:stdin] = File.read(input) if input.is_a?(String)
    begin
      status, out, err, signal = HostDoor.run(command.length == 1 ? command.first : command, given)
      missing = status == 127 && command.length == 1 && Bunraku.nameless?(command.first)
    rescue Errno::ENOENT
      raise if chdir && !File.directory?(chdir)

      status = 127
      missing = true
    end
    $? = Process::Status.new(status, signal)
    unless missing
      Bunraku.redirected(streams, :out, STDOUT, out)
      Bunraku.redirected(streams, :err, STDERR, err)
    end
    if exception && (missing || status != 0)
      raise Errno::ENOENT, command.first if missing

      raise "Command failed with exit #{status}: #{command.first[/\A\S+/]}"
    end
    missing ? nil : status == 0
  end

  def sleep(seconds = 0)
    HostDoor.sleep(seconds.to_f)
    seconds.to_i
  end

  def open(path, mode = 'r', permissions = nil, **options, &block)
    File.open(path, mode, permissions, **options, &block)
  end

  def trap(*)
    'DEFAULT'
  end

  def spawn(*)
    raise NotImplementedError, 'spawn() function is unimplemented on this machine'
  end

  def fork
    raise NotImplementedError, 'fork() function is unimplemented on this machine'
  end
end
