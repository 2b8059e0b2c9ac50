class Pathname

  SEPARATOR_LIST = '/'
  SEPARATOR_PAT = %r{/}

  def self.pwd = new(Dir.pwd)

  def self.getwd = pwd

  def self.glob(*args) = Dir.glob(*args).map { |path| new(path) }

  def initialize(path)
    path = path.to_path if path.respond_to?(:to_path)
    raise TypeError, "no implicit conversion of #{path.nil? ? 'nil' : path.class} into String" unless path.is_a?(String)
    raise ArgumentError, 'pathname contains null byte' if path.include?("\0")
    @path = path.dup
  end

  def to_s = @path.dup
  alias to_path to_s
  alias to_str to_s

  def inspect = "#<Pathname:#{@path}>"

  def ==(other) = other.is_a?(Pathname) && @path == other.to_s
  alias eql? ==
  alias === ==

  def <=>(other) = other.is_a?(Pathname) ? @path.tr('/', "\0") <=> other.to_s.tr('/', "\0") : nil

  def hash = @path.hash

  def absolute? = @path.start_with?('/')

  def relative? = !absolute?

  def root? = @path.match?(%r{\A/+\z})

  def +(other)
    other = other.to_s
    return Pathname.new(other) if other.start_with?('/')
    parts = other.split('/')
    base = @path
    while parts.first == '..' && !['', '.'].include?(base) && File.basename(base) != '..'
      parts.shift
      base = base.match?(%r{\A/+\z}) ? base : File.dirname(base)
    end
    parts.shift while parts.first == '.'
    rest = parts.join('/')
    return Pathname.new(base) if rest.empty?
    Pathname.new(['', '.'].include?(base) ? rest : File.join(base, rest))
  end
  alias / +

  def join(*others)
    others.inject(self) { |path, other| path + other }
  end

  def basename(*args) = Pathname.new(File.basename(@path, *args))

  def dirname = Pathname.new(File.dirname(@path))

  def parent = self + '..'

  def extname = File.extname(@path)

  def cleanpath(keeps_links = false)
    parts = []
    @path.split('/').each do |part|
      next if part.empty? || part == '.'
      if part == '..'
        if parts.empty? || parts.last == '..'
          parts << part unless absolute?
        elsif keeps_links
          parts << part
        else
          parts.pop
        end
      else
        parts << part
      end
    end
    text = (absolute? ? '/' : '') + parts.join('/')
    Pathname.new(text.empty? ? '.' : text)
  end

  def expand_path(*args) = Pathname.new(File.expand_path(@path, *args))

  def realpath(*args) = Pathname.new(File.realpath(@path, *args))

  def realdirpath(*args) = Pathname.new(File.realdirpath(@path, *args))

  def each_filename
    return to_enum(:each_filename) unless block_given?
    @path.split('/').each { |name| yield name unless name.empty? }
    nil
  end

  def split = File.split(@path).map { |part| Pathname.new(part) }

  def fnmatch(pattern, *flags) = File.fnmatch(pattern, @path, *flags)
  alias fnmatch? fnmatch

  def mountpoint? = root?

  def each_child(with_directory = true, &block) = children(with_directory).each(&block)

  def each_entry(&block) = entries.each(&block)

  def find(&block)
    return to_enum(:find) unless block
    Find.find(@path) { |path| yield Pathname.new(path) }
  end

  def descend
    return to_enum(:descend) unless block_given?
    paths = []
    ascend { |path| paths.unshift(path) }
    paths.each { |path| yield(path) }
  end

  def ascend
    return to_enum(:ascend) unless block_given?
    path = self
    loop do
      yield(path)
      above = Pathname.new(File.dirname(path.to_s))
      break if above == path || (path.relative? && above.to_s == '.')
      path = above
    end
  end

  def relative_path_from(base)
    base = Pathname.new(base.to_s)
    unless absolute? == base.absolute?
      prefixes = [self, base].map { |path| path.absolute? ? '/' : '' }
      raise ArgumentError, "different prefix: #{prefixes[0].inspect} and #{base.to_s.inspect}"
    end
    from = base.cleanpath.each_filename.to_a - ['.']
    to = cleanpath.each_filename.to_a - ['.']
    while !from.empty? && from.first == to.first
      from.shift
      to.shift
    end
    raise ArgumentError, "base_directory has ..: #{base.to_s.inspect}" if from.include?('..')
    Pathname.new((['..'] * from.size + to).join('/').then { |text| text.empty? ? '.' : text })
  end

  def sub(*args, &block) = Pathname.new(@path.sub(*args, &block))

  def sub_ext(ext) = Pathname.new(@path.delete_suffix(extname) + ext)

  def children(with_directory = true)
    Dir.children(@path).sort.map { |name| with_directory ? self + name : Pathname.new(name) }
  end

  def entries = Dir.entries(@path).map { |name| Pathname.new(name) }

  def glob(pattern) = Dir.glob(File.join(@path, pattern)).map { |path| Pathname.new(path) }

  def readlink = Pathname.new(File.readlink(@path))

  def sysopen(*args) = IO.sysopen(@path, *args)

  def freeze
    super
    @path.freeze
    self
  end

  %i[exist? file? directory? readable? readable_real? world_readable? writable? writable_real? world_writable? executable? executable_real? symlink? zero? size size? stat lstat read binread readlines ftype atime birthtime ctime mtime blockdev? chardev? grpowned? owned? pipe? setgid? setuid? socket? sticky?].each do |name|
    define_method(name) { |*args, **options| File.public_send(name, @path, *args, **options) }
  end

  %i[write binwrite open truncate].each do |name|
    define_method(name) { |*args, **options, &block| File.public_send(name, @path, *args, **options, &block) }
  end

  %i[chmod lchmod chown lchown utime].each do |name|
    define_method(name) { |*args| File.public_send(name, *args, @path) }
  end

  def delete = directory? ? Dir.rmdir(@path) : File.delete(@path)
  alias unlink delete

  def rename(to) = File.rename(@path, to.to_s)

  def make_link(old) = File.link(old.to_s, @path)

  def make_symlink(old) = File.symlink(old.to_s, @path)

  def mkdir(*mode) = Dir.mkdir(@path, *mode)

  def rmdir = Dir.rmdir(@path)

  def opendir(&block) = Dir.open(@path, &block)

  def each_line(&block) = File.foreach(@path, &block)

  def mkpath = FileUtils.mkdir_p(@path)

  def rmtree
    FileUtils.rm_r(@path)
    nil
  end

  def empty? = directory? ? Dir.empty?(@path) : zero?
end

module Kernel
  private

  def Pathname(path) = path.is_a?(Pathname) ? path : Pathname.new(path)
end
