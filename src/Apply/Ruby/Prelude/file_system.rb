module Puppet
  # Files by paths: of text, or objects of the library.
  module FileSystem
    class << self
      [:exist?, :directory?, :file?, :symlink?, :executable?, :writable?, :stat, :lstat, :size, :readlink, :binread].each do |name|
        define_method(name) { |path| File.send(name, assert_path(path)) }
      end

      def pathname(path)
        require 'pathname'
        ::Pathname.new(path)
      end

      # What is no path is refused.
      def assert_path(path)
        return pathname(path) if path.is_a?(String) || path.respond_to?(:to_path) || path.respond_to?(:to_str)

        raise ArgumentError, "FileSystem implementation expected Pathname, got: '#{path.class}'"
      end

      def path_string(path)
        path.to_s
      end

      def expand_path(path, base = nil)
        File.expand_path(path, base)
      end

      def dir(path)
        assert_path(path).dirname
      end

      def dir_string(path)
        dir(path).to_s
      end

      def dir_exist?(path)
        exist?(dir(path))
      end

      def dir_mkpath(path)
        mkpath(dir(path))
      end

      def basename(path)
        assert_path(path).basename.to_s
      end

      def basename_string(path)
        basename(path)
      end

      def children(path)
        assert_path(path).children
      end

      def open(path, mode, options, &block)
        File.open(assert_path(path), options, mode, &block)
      end

      def exclusive_open(path, mode, options = 'r', _timeout = 300)
        open(path, mode, options) do |file|
          file.flock(File::LOCK_EX)
          yield file
        end
      end

      def exclusive_create(path, mode, &block)
        open(path, mode, File::CREAT | File::EXCL | File::WRONLY, &block)
      end

      def read(path, options = {})
        File.read(assert_path(path), **options)
      end

      def read_preserve_line_endings(path)
        read(path, encoding: 'bom|utf-8')
      end

      def each_line(path)
        open(path, nil, 'r') { |file| file.each_line { |line| yield line } }
      end

      def unlink(*paths)
        File.unlink(*paths.map { |path| assert_path(path) })
      end

      def symlink(path, target, options = {})
        FileUtils.symlink(assert_path(path), assert_path(target), **options)
      end

      def touch(path, mtime: nil)
        FileUtils.touch(assert_path(path), mtime: mtime)
      end

      def mkpath(path)
        FileUtils.mkdir_p(assert_path(path))
        nil
      end

      def compare_stream(path, stream)
        binread(path) == stream.read.b
      end

      def chmod(mode, path)
        FileUtils.chmod(mode, assert_path(path))
      end

      # A file's owners stay; so does its mode, unless another one is given.
      def replace_file(path, mode = nil)
        found = exist?(path) ? lstat(path) : nil
        mode ||= found ? found.mode & 0o7777 : 0o640
        Uniquefile.in_place_of(path, mode, found) { |file| yield file }
      end
    end
  end
end
