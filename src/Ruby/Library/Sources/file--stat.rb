# What may be seen of files from outside, for programs that may not touch them.
class File
  class Stat
    include Comparable

    attr_reader :ftype, :size

    def initialize(path, follow = true, function = 'rb_stat_init')
      @ftype, @permissions, @size, @modified, @target = File.__look(path, follow)
      raise Errno::ENOENT, "No such file or directory @ #{function} - #{path}" unless @ftype
    end

    def file? = ftype == 'file'

    def directory? = ftype == 'directory'

    def symlink? = ftype == 'link'

    %i[pipe? socket? blockdev? chardev?].each { |name| define_method(name) { false } }

    def mode = @permissions | { 'file' => 0o100000, 'directory' => 0o040000, 'link' => 0o120000 }[ftype]

    def mtime = Time.at(@modified)
    alias ctime mtime
    alias atime mtime

    def size? = size.zero? ? nil : size

    def zero? = size.zero?

    def readable? = true

    def writable? = false

    def executable? = @permissions & 0o111 != 0

    def world_readable? = @permissions & 0o004 == 0 ? nil : @permissions & 0o777

    def setuid? = @permissions & 0o4000 != 0

    def setgid? = @permissions & 0o2000 != 0

    def sticky? = @permissions & 0o1000 != 0

    def <=>(other) = other.is_a?(Stat) ? mtime <=> other.mtime : nil
  end

  class << self
    def stat(path) = Stat.new(path, true, 'rb_file_s_stat')

    def lstat(path) = Stat.new(path, false, 'rb_file_s_lstat')

    def ftype(path) = Stat.new(path, false, 'rb_file_s_ftype').ftype

    def mtime(path) = Stat.new(path, true, 'rb_file_s_mtime').mtime

    def ctime(path) = Stat.new(path, true, 'rb_file_s_ctime').ctime

    def symlink?(path) = __look(path, false)&.first == 'link'

    { executable?: false, writable?: false, size?: nil, world_readable?: nil, pipe?: false, socket?: false,
      blockdev?: false, chardev?: false }.each do |name, otherwise|
      define_method(name) { |path| __look(path, true) ? Stat.new(path).send(name) : otherwise }
    end

    def identical?(one, other) = exist?(one) && exist?(other) && realpath(one) == realpath(other)

    def readlink(path)
      found = __look(path, false) || raise(Errno::ENOENT, "No such file or directory @ rb_readlink - #{path}")
      found[4] || raise(Errno::EINVAL, "Invalid argument @ rb_readlink - #{path}")
    end
  end
end
