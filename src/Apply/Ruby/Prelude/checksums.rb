module Puppet
  module Util
    # Digests of texts, files and streams; the lite ones take the first 512 bytes.
    module Checksums
      module_function

      KNOWN_CHECKSUMS = [
        :sha256, :sha256lite, :md5, :md5lite, :sha1, :sha1lite, :sha512, :sha384, :sha224, :mtime, :ctime, :none
      ].freeze
      DIGITS = { md5: 32, sha1: 40, sha224: 56, sha256: 64, sha384: 96, sha512: 128 }.freeze
      LITE = 512
      private_constant :DIGITS, :LITE

      # What a stream is written into.
      class Written
        attr_reader :text

        def initialize
          @text = ''.b
        end

        def <<(part)
          @text << part.b
          self
        end
      end
      private_constant :Written

      def known_checksum_types
        KNOWN_CHECKSUMS
      end

      def valid_checksum?(type, value)
        KNOWN_CHECKSUMS.include?(type.to_sym) && send("#{type}?", value) ? true : false
      end

      DIGITS.each do |name, digits|
        own = name == :sha224 ? HostDoor.method(:sha224) : Digest.const_get(name.upcase).method(:hexdigest)
        define_method(name) { |text| own.call(text) }
        define_method("#{name}?") { |text| text =~ /^\h{#{digits}}$/ }
        define_method("#{name}_file") { |path, lite = false| own.call(lite ? File.binread(path, LITE) || '' : File.binread(path)) }
        define_method("#{name}_stream") do |lite = false, &block|
          written = Written.new
          block.call(written)
          own.call(lite ? written.text[0, LITE] : written.text)
        end
        define_method("#{name}_hex_length") { digits }
        module_function name, "#{name}?", "#{name}_file", "#{name}_stream", "#{name}_hex_length"
      end

      [:md5, :sha1, :sha256].each do |name|
        define_method("#{name}lite") { |text| send(name, text[0, LITE]) }
        define_method("#{name}lite?") { |text| send("#{name}?", text) }
        define_method("#{name}lite_file") { |path| send("#{name}_file", path, true) }
        define_method("#{name}lite_stream") { |&block| send("#{name}_stream", true, &block) }
        define_method("#{name}lite_hex_length") { DIGITS[name] }
        module_function "#{name}lite", "#{name}lite?", "#{name}lite_file", "#{name}lite_stream", "#{name}lite_hex_length"
      end

      [:mtime, :ctime].each do |name|
        define_method(name) { |_text| '' }
        define_method("#{name}?") { |text| text.is_a?(Time) || (DateTime.parse(text) ? true : false) rescue false }
        define_method("#{name}_file") { |path| File.stat(path).send(name) }
        define_method("#{name}_stream") { |&block| block.call(Written.new) && nil }
        module_function name, "#{name}?", "#{name}_file", "#{name}_stream"
      end

      def none(_text)
        ''
      end

      def none?(text)
        text.empty?
      end

      def none_file(_path)
        ''
      end

      def none_stream
        yield Written.new
        ''
      end

      def checksum?(text)
        text =~ /^\{(\w{3,10})\}\S+/
      end

      def sumdata(text)
        text =~ /^\{(\w+)\}(.+)/ ? $2 : nil
      end

      def sumtype(text)
        text =~ /^\{(\w+)\}/ ? $1 : nil
      end
    end
  end
end
