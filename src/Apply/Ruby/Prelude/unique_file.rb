module Puppet
  module FileSystem
    # A temporary file that is there until it is taken away.
    class Uniquefile < Tempfile
      def self.open_tmp(name)
        file = new(name)
        begin
          yield file
        ensure
          file.close!
        end
      end

      # What the block writes stands at the path when it is done, and not before.
      def self.in_place_of(path, mode, owned, folder = nil)
        name = path.to_s
        file = new(File.basename(name), folder || File.dirname(name))
        begin
          yield file
          file.flush
          file.chmod(mode)
          file.chown(owned.uid, owned.gid) if owned
          file.close
          raise Errno::EISDIR, "Is a directory: #{name}" if File.directory?(name)

          File.rename(file.path, name)
        ensure
          file.close!
        end
      end
    end
  end
end
