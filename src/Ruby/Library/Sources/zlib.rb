# Compression. What computes is `Native`, written in C#.

require 'stringio'

module Zlib
  class Error < StandardError; end
  class DataError < Error; end
  class BufError < Error; end
  class StreamError < Error; end

  NO_COMPRESSION = 0
  BEST_SPEED = 1
  BEST_COMPRESSION = 9
  DEFAULT_COMPRESSION = -1
  DEFAULT_STRATEGY = 0
  MAX_WBITS = 15

  def self.crc32(text = '', start = 0) = Native.crc32(text, start)

  def self.adler32(text = '', start = 1) = Native.adler32(text, start)

  def self.deflate(text, level = DEFAULT_COMPRESSION) = Native.pack('zlib', text, level)

  def self.inflate(text) = Native.unpack('zlib', text)

  def self.gzip(text, level: DEFAULT_COMPRESSION, **) = Native.pack('gzip', text, level)

  def self.gunzip(text) = Native.unpack('gzip', text)

  class Deflate
    def self.deflate(text, level = DEFAULT_COMPRESSION) = Zlib.deflate(text, level)

    def initialize(level = DEFAULT_COMPRESSION, bits = MAX_WBITS, *)
      @level = level
      @form = bits < 0 ? 'raw' : (bits > 15 ? 'gzip' : 'zlib')
      @data = +''.b
    end

    def deflate(text, flush = nil)
      @data << text.b
      flush == 4 ? finish : ''.b
    end

    def <<(text)
      @data << text.b
      self
    end

    def finish = Native.pack(@form, @data, @level)

    def close = nil
  end

  class Inflate
    def self.inflate(text) = Zlib.inflate(text)

    def initialize(bits = MAX_WBITS)
      @form = bits < 0 ? 'raw' : (bits > 15 ? 'gzip' : 'zlib')
    end

    def inflate(text) = Native.unpack(@form, text)

    def finish = ''.b

    def close = nil
  end

  class GzipFile
    class Error < Zlib::Error; end

    def self.wrap(*args)
      made = new(*args)
      return made unless block_given?
      begin
        yield made
      ensure
        made.close
      end
    end
  end

  class GzipReader < GzipFile
    include Enumerable

    def self.open(path, &block) = wrap(StringIO.new(File.binread(path)), &block)

    def self.zcat(io, **) = new(io).read

    def initialize(io, **)
      @text = StringIO.new(Native.unpack('gzip', io.read).force_encoding('UTF-8'))
    end

    %i[read gets each_line readline readlines each_byte getc eof? rewind pos lineno].each do |name|
      define_method(name) { |*args, &block| @text.public_send(name, *args, &block) }
    end

    def each(*args, &block) = each_line(*args, &block)

    def close = nil

    def finish = nil
  end

  class GzipWriter < GzipFile
    attr_accessor :mtime, :orig_name, :comment

    def initialize(io, level = DEFAULT_COMPRESSION, *)
      @io = io
      @level = level
      @data = +''.b
    end

    def write(*texts)
      texts.each { |text| @data << text.to_s.b }
      texts.sum { |text| text.to_s.bytesize }
    end

    def <<(text)
      write(text)
      self
    end

    def print(*texts)
      write(*texts)
      nil
    end

    def puts(*texts)
      texts.flatten.each { |text| write(text.to_s.end_with?("\n") ? text : "#{text}\n") }
      nil
    end

    def flush(*) = self

    def finish
      @io.string.force_encoding('BINARY') if @io.is_a?(StringIO)
      @io.write(Native.pack('gzip', @data, @level))
      @io
    end

    def close
      finish
      @io.close if @io.respond_to?(:close)
      @io
    end
  end
end
