class File < IO
  SEPARATOR = '/'
  Separator = '/'
  ALT_SEPARATOR = nil
  PATH_SEPARATOR = ':'
  Constants = Bunraku::FLAGS

  class Stat
    include Comparable

    KINDS = {
      'file' => 0o100000, 'directory' => 0o040000, 'link' => 0o120000, 'fifo' => 0o010000, 'socket' => 0o140000,
      'blockSpecial' => 0o060000, 'characterSpecial' => 0o020000
    }.freeze
    private_constant :KINDS

    attr_reader :ftype, :uid, :gid, :size, :dev, :ino, :nlink, :rdev, :blocks, :blksize

    def initialize(path, follow = true, function = 'rb_stat_init')
      @path = File.path_of(path)
      @ftype, @permissions, @uid, @gid, @size, @mtime, @ctime, @atime, @dev, @ino, @nlink, @rdev, @blocks, @blksize =
        HostDoor.stat(@path, follow)
      raise Errno::ENOENT, "No such file or directory @ #{function} - #{path}" unless @ftype
    end

    def file? = ftype == 'file'

    def directory? = ftype == 'directory'

    def symlink? = ftype == 'link'

    def socket? = ftype == 'socket'

    def pipe? = ftype == 'fifo'

    def blockdev? = ftype == 'blockSpecial'

    def chardev? = ftype == 'characterSpecial'

    def mode = @permissions | KINDS[ftype]

    def size? = size.zero? ? nil : size

    def zero? = size.zero?

    def mtime = Time.at(*@mtime, :nsec)

    def ctime = Time.at(*@ctime, :nsec)

    def atime = Time.at(*@atime, :nsec)

    def birthtime = ctime

    def dev_major = major(dev)

    def dev_minor = minor(dev)

    def rdev_major = major(rdev)

    def rdev_minor = minor(rdev)

    def executable? = HostDoor.may?(@path, 1)
    alias executable_real? executable?

    def readable? = HostDoor.may?(@path, 4)
    alias readable_real? readable?

    def writable? = HostDoor.may?(@path, 2)
    alias writable_real? writable?

    def world_readable? = @permissions & 0o004 == 0 ? nil : @permissions & 0o777

    def world_writable? = @permissions & 0o002 == 0 ? nil : @permissions & 0o777

    def owned? = uid == Process.euid

    def grpowned? = Process.groups.include?(gid)

    def setuid? = @permissions & 0o4000 != 0

    def setgid? = @permissions & 0o2000 != 0

    def sticky? = @permissions & 0o1000 != 0

    def <=>(other) = other.is_a?(Stat) ? mtime <=> other.mtime : nil

    private

    def major(number) = number >> 8 & 0xFFF | number >> 32 & ~0xFFF

    def minor(number) = number & 0xFF | number >> 12 & 0xFFFFFF00
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

    def exist?(path) = look(path) ? true : false
    alias exists? exist?

    { file?: 'file', directory?: 'directory', socket?: 'socket', pipe?: 'fifo', blockdev?: 'blockSpecial',
      chardev?: 'characterSpecial' }.each do |name, kind|
      define_method(name) { |path| look(path)&.first == kind }
    end

    def symlink?(path) = look(path, false)&.first == 'link'

    # What the answers of a file's state are, of one that may not be there.
    { setuid?: false, setgid?: false, sticky?: false, owned?: false, grpowned?: false, zero?: false, size?: nil,
      world_readable?: nil, world_writable?: nil }.each do |name, otherwise|
      define_method(name) { |path| look(path) ? Stat.new(path).send(name) : otherwise }
    end
    alias empty? zero?

    def size(path) = Stat.new(path, true, 'rb_file_s_size').size

    { executable?: 1, readable?: 4, writable?: 2 }.each do |name, bit|
      define_method(name) { |path| HostDoor.may?(path_of(path), bit) }
    end
    alias executable_real? executable?
    alias readable_real? readable?
    alias writable_real? writable?

    def stat(path) = Stat.new(path, true, 'rb_file_s_stat')

    def lstat(path) = Stat.new(path, false, 'rb_file_s_lstat')

    def ftype(path) = Stat.new(path, false, 'rb_file_s_ftype').ftype

    %i[atime mtime ctime birthtime].each do |name|
      define_method(name) { |path| Stat.new(path, true, "rb_file_s_#{name}").send(name) }
    end

    def identical?(one, other)
      a = look(one)
      b = look(other)
      a && b && a[8, 2] == b[8, 2] ? true : false
    end

    def read(path, length = nil, offset = nil, **options)
      text = HostDoor.read(path_of(path), binary?(options)) unless path_of(path).empty?
      raise Errno::EISDIR, "Is a directory @ io_fread - #{path_of(path)}" if text.nil? && exist?(path) && directory?(path)
      raise Errno::ENOENT, "No such file or directory @ rb_sysopen - #{path_of(path)}" unless text

      text = text.byteslice(offset..) if offset
      length ? text&.byteslice(0, length)&.b : text
    end

    def binread(path, length = nil, offset = nil)
      read(path, length, offset, mode: 'rb')
    end

    def readlines(path, *arguments, chomp: false, **options)
      new(path, 'r', **options).readlines(*arguments, chomp: chomp)
    end

    def foreach(path, *arguments, chomp: false, **options, &block)
      return to_enum(:foreach, path, *arguments, chomp: chomp, **options) unless block

      new(path, 'r', **options).each_line(*arguments, chomp: chomp, &block)
      nil
    end

    def write(path, text, offset = nil, mode: nil, perm: nil, **options)
      open(path, mode || (offset ? WRONLY | CREAT : 'w'), perm, **options) do |file|
        file.seek(offset) if offset
        file.write(text)
      end
    end

    def binwrite(path, text, offset = nil, **options)
      write(path, text, offset, **options, binmode: true)
    end

    def binary?(options)
      mode = options[:mode].to_s
      mode.include?('b') || options[:binmode] || options[:encoding].to_s =~ /\A(ASCII-8BIT|BINARY|iso-8859-1|us-ascii)/i ? true : false
    end

    def delete(*paths)
      each_told(paths) do |path|
        raise Errno::EISDIR, 'Is a directory' if directory?(path) && !symlink?(path)

        HostDoor.delete(path_of(path))
      end
    end

    alias unlink delete

    def rename(old, new)
      Bunraku.told_of('rb_file_s_rename', old, new) { HostDoor.rename(path_of(old), path_of(new)) }
      0
    end

    def symlink(target, path)
      Bunraku.told_of('syserr_fail2_in', path) { HostDoor.symlink(path_of(target), path_of(path)) }
      0
    end

    def link(old, new)
      Bunraku.told_of('syserr_fail2_in', new) { HostDoor.link(path_of(old), path_of(new)) }
      0
    end

    def readlink(path)
      kind = look(path, false)&.first
      raise Errno::EINVAL, "Invalid argument @ rb_readlink - #{path}" if kind && kind != 'link'

      Bunraku.told_of('rb_readlink', path) { HostDoor.readlink(path_of(path)) }
    end

    def realpath(path, base = nil)
      given = path
      path = expand_path(path, base)
      30.times do
        parts = path.split('/').reject(&:empty?)
        done = ''
        changed = false
        parts.each_with_index do |part, at|
          here = "#{done}/#{part}"
          found = HostDoor.stat(here, false)
          raise Errno::ENOENT, "No such file or directory @ rb_check_realpath_internal - #{given}" unless found

          if found[0] == 'link'
            target = HostDoor.readlink(here)
            path = expand_path(join(target, *parts[(at + 1)..]), done.empty? ? '/' : done)
            changed = true
            break
          end
          done = here
        end
        return path unless changed
      end
      raise Errno::ELOOP, "Too many levels of symbolic links @ rb_check_realpath_internal - #{given}"
    end

    # The last part need not be there.
    def realdirpath(path, base = nil)
      whole = expand_path(path, base)
      return realpath(whole) if exist?(whole)

      folder = Bunraku.told_of('realpath_rec', dirname(whole)) { realpath(dirname(whole)) }
      join(folder, basename(whole))
    end

    def chmod(mode, *paths)
      each_told(paths) { |path| HostDoor.chmod(realpath(path), mode) }
    end

    def lchmod(mode, *paths)
      each_told(paths) do |path|
        raise Errno::ENOTSUP, 'Operation not supported' if symlink?(path)

        HostDoor.chmod(path_of(path), mode)
      end
    end

    def chown(uid, gid, *paths)
      each_told(paths) { |path| HostDoor.chown(realpath(path), uid || -1, gid || -1) }
    end

    def lchown(uid, gid, *paths)
      each_told(paths) { |path| HostDoor.chown(path_of(path), uid || -1, gid || -1) }
    end

    def utime(atime, mtime, *paths)
      each_told(paths) { |path| HostDoor.utime(realpath(path), Bunraku.moment(atime), Bunraku.moment(mtime)) }
    end

    def lutime(atime, mtime, *paths)
      each_told(paths) { |path| HostDoor.utime(path_of(path), Bunraku.moment(atime), Bunraku.moment(mtime)) }
    end

    def truncate(path, length)
      raise Errno::ENOENT, "No such file or directory @ rb_file_s_truncate - #{path}" unless exist?(path)

      open(path, 'r+b') { |file| file.truncate(length) }
      0
    end

    def umask(value = nil)
      HostDoor.umask(value)
    end

    def mkfifo(path, mode = 0o666)
      Bunraku.told_of('rb_file_s_mkfifo', path) { HostDoor.mkfifo(path_of(path), mode & ~umask) }
      0
    end

    private

    # One after the other; how many there were.
    def each_told(paths, &block)
      paths = paths.flatten
      paths.each { |path| Bunraku.told_of('apply2files', path_of(path)) { block.call(path) } }
      paths.length
    end
  end

  attr_reader :path

  attr_writer :sync

  def initialize(...)
    @sync = false
    begin_as(...)
  end

  def sync
    @sync
  end

  def begin_as(path, mode = 'r', permissions = nil, **options)
    @path = File.path_of(path)
    @closed = false
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
    mode = flags_as_mode(mode) if mode.is_a?(Integer)
    @mode = mode.to_s.split(':').first
    raise ArgumentError, "invalid access mode #{mode}" unless @mode.match?(/\A(r|w|a)[b+tx]*\z/)
    raise Errno::EEXIST, "File exists @ rb_sysopen - #{@path}" if @mode.include?('x') && File.exist?(@path)

    @writes = @mode =~ /[wa+]/ ? true : false
    @reads = @mode =~ /r|\+/ ? nil : false
    @appends = @mode.start_with?('a')
  end

  def flags_as_mode(flags)
    raise Errno::EEXIST, "File exists @ rb_sysopen - #{@path}" if flags & EXCL != 0 && File.exist?(@path)
    return flags & 3 == 2 ? 'a+' : 'a' if flags & APPEND != 0
    return 'r' if flags & 3 == 0
    return flags & 3 == 2 ? 'w+' : 'w' if flags & TRUNC != 0 || flags & CREAT != 0 && !File.exist?(@path)

    'r+'
  end

  def begin_with
    if @mode.start_with?('w')
      @string = +''
      @changed = true
      raise Errno::EISDIR, "Is a directory @ rb_sysopen - #{@path}" if File.directory?(@path)

      unless File.exist?(@path)
        Bunraku.told_of('rb_sysopen', @path) { flush }
        @changed = true
      end
    else
      @string = HostDoor.read(@path, @binary) unless @path.empty?
      if @string.nil? && File.exist?(@path)
        raise Errno::EISDIR, "Is a directory @ rb_sysopen - #{@path}" if File.directory?(@path) && @writes
      elsif @string.nil? && !@appends
        raise Errno::ENOENT, "No such file or directory @ rb_sysopen - #{@path}"
      end

      is_new = @string.nil? && @appends
      @string ||= +''
      if is_new
        @changed = true
        Bunraku.told_of('rb_sysopen', @path) { flush }
      end
    end
  end

  def write(*texts)
    __open
    raise IOError, 'not opened for writing' unless @writes

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

  def fsync
    flush
    0
  end

  alias fdatasync fsync

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

  %i[atime mtime ctime birthtime].each do |name|
    define_method(name) { stat.send(name) }
  end

  def size
    __open
    super
  end

  def chmod(mode)
    flush
    File.chmod(mode, @path)
  end

  def chown(uid, gid)
    flush
    File.chown(uid, gid, @path)
  end

  def reopen(path, mode = @mode)
    flush
    path = path.path if path.respond_to?(:path)
    begin_as(path, mode)
    self
  end

  def external_encoding
    @binary ? Encoding::BINARY : Encoding::UTF_8
  end

  def inspect
    "#<#{self.class}:#{@path}#{' (closed)' if @closed}>"
  end

  private

  # A folder can be opened, and is not read.
  def __check
    super
    raise Errno::EISDIR, "Is a directory @ io_fread - #{@path}" if @string.empty? && File.directory?(@path)
  end
end

# The questions of File under another name.
module FileTest
  %i[exist? exists? file? directory? symlink? readable? readable_real? writable? writable_real? executable?
     executable_real? size size? zero? empty? owned? grpowned? pipe? socket? blockdev? chardev? setuid? setgid? sticky?
     world_readable? world_writable? identical?].each do |name|
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

    def children(path, **)
      Bunraku.told_of('dir_initialize', path) { HostDoor.list(path_of(path)) }
    end

    def each_child(path, **, &block)
      return children(path).each unless block

      children(path).each(&block)
      nil
    end

    def foreach(path, **, &block)
      return entries(path).each unless block

      entries(path).each(&block)
      nil
    end

    def empty?(path)
      raise Errno::ENOENT, "No such file or directory @ rb_dir_s_empty_p - #{path}" unless File.exist?(path)

      File.directory?(path) && children(path).empty?
    end

    def mkdir(path, mode = 0o777)
      Bunraku.told_of('dir_s_mkdir', path) { HostDoor.mkdir(path_of(path), mode & 0o7777 & ~File.umask) }
      0
    end

    def rmdir(path)
      Bunraku.told_of('dir_s_rmdir', path) do
        raise Errno::ENOTDIR, 'Not a directory' if File.lstat(path).ftype != 'directory'
        raise Errno::ENOTEMPTY, 'Directory not empty' unless children(path).empty?

        HostDoor.delete(path_of(path))
      end
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

    def mktmpdir(prefix = nil, base = nil, **_options)
      path = Tmpname.create(prefix || 'd', base) { |one| mkdir(one, 0o700) }
      return path unless block_given?

      begin
        yield path.dup
      ensure
        HostDoor.delete_tree(path)
      end
    end

    def pwd
      HostDoor.working_directory
    end

    alias getwd pwd

    def chdir(path = home)
      before = HostDoor.working_directory
      unless File.directory?(path)
        raise Errno::ENOENT, "No such file or directory @ #{block_given? ? 'dir_chdir' : 'dir_s_chdir'} - #{path}"
      end

      HostDoor.change_directory(File.expand_path(path, before))
      return 0 unless block_given?

      begin
        yield path
      ensure
        HostDoor.change_directory(before)
      end
    end

    def home(name = nil)
      return ENV['HOME'] || '/root' unless name

      Etc.getpwnam(name).dir
    rescue ArgumentError
      raise ArgumentError, "user #{name} doesn't exist"
    end

    def open(path, **)
      made = new(path)
      return made unless block_given?

      begin
        yield made
      ensure
        made.close
      end
    end
  end

  # Names that nothing has yet.
  module Tmpname
    def self.tmpdir = Dir.tmpdir

    def self.create(name, folder = nil, **_options)
      folder ||= Dir.tmpdir
      prefix, suffix = name.is_a?(Array) ? name : [name, '']
      raise ArgumentError, "unexpected prefix: #{prefix.inspect}" unless prefix.respond_to?(:to_str)
      raise ArgumentError, "unexpected suffix: #{suffix.inspect}" unless suffix.respond_to?(:to_str)

      plain = [prefix.to_str, suffix.to_str].map { |part| part.delete('/') }
      day = Time.now.strftime('%Y%m%d')
      path = File.join(folder, "#{plain[0]}#{day}-#{Process.pid}-#{HostDoor.unique}#{plain[1]}")
      yield path
      path
    end
  end

  attr_reader :path
  alias to_path path

  def initialize(path, **)
    @path = File.path_of(path)
    @names = Dir.entries(@path)
    @at = 0
    @closed = false
  end

  def each
    return to_enum(:each) unless block_given?

    while (name = read)
      yield name
    end
    self
  end

  def children
    @at = @names.length
    @names - %w[. ..]
  end

  def each_child(&block)
    block ? children.each(&block) && self : children.each
  end

  def read
    raise IOError, 'uninitialized Dir' unless @names
    raise IOError, 'closed directory' if @closed

    @at += 1
    @names[@at - 1]
  end

  def tell = @at
  alias pos tell

  def seek(place)
    @at = place
    self
  end

  def pos=(place)
    @at = place
  end

  def rewind = seek(0)

  def fileno
    @fileno ||= Bunraku::HANDLES.next
  end

  def close
    @closed = true
    nil
  end

  def inspect = "#<Dir:#{@path}>"
end

Object.send(:remove_const, :Tempfile) if Object.const_defined?(:Tempfile)

class Tempfile < File
  class << self
    # A plain file, which is deleted when the block has ended.
    def create(name = '', folder = nil, mode: 0, **options)
      path = Dir::Tmpname.create(name, folder, **options) { |one| File.open(one, 'w', 0o600).close }
      file = File.open(path, flags(mode), **options)
      return file unless block_given?

      begin
        yield file
      ensure
        file.close
        File.delete(path) if File.exist?(path)
      end
    end

    def open(*arguments, **options)
      file = new(*arguments, **options)
      return file unless block_given?

      begin
        yield file
      ensure
        file.close
      end
    end

    # What is given as a number counts beside reading and writing.
    def flags(mode)
      mode.is_a?(Integer) && mode & APPEND != 0 ? 'a+' : 'w+'
    end
  end

  def initialize(name = '', folder = nil, mode: 0, **options)
    path = Dir::Tmpname.create(name, folder) { |one| File.open(one, 'w', 0o600).close }
    options.delete(:perm)
    super(path, Tempfile.flags(mode), **options)
  end

  def close(unlink_now = false)
    super()
    unlink if unlink_now
  end

  def close!
    close(true)
  end

  def unlink
    return unless @path

    File.delete(@path) if File.exist?(@path)
    @path = nil
    true
  end

  alias delete unlink

  def size
    @closed ? File.size(@path) : super
  end

  alias length size

  def open
    close
    reopen(@path, 'r+')
  end
end
