# Compression. What computes is `Native`, written in C#.

require 'stringio'

module Zlib
  class Error < StandardError; end
  class DataError < Error; end
  class BufError < Error; end
  class StreamError < Error; end
  class MemError < Error; end
  class VersionError < Error; end
  class NeedDict < Error; end
  class StreamEnd < Error; end

  NO_COMPRESSION = 0
  BEST_SPEED = 1
  BEST_COMPRESSION = 9
  DEFAULT_COMPRESSION = -1
  DEFAULT_STRATEGY = 0
  MAX_WBITS = 15
  DEF_MEM_LEVEL = 8
  MAX_MEM_LEVEL = 9
  FILTERED = 1
  HUFFMAN_ONLY = 2
  RLE = 3
  FIXED = 4
  NO_FLUSH = 0
  SYNC_FLUSH = 2
  FULL_FLUSH = 3
  FINISH = 4
  BINARY = 0
  ASCII = TEXT = 1
  UNKNOWN = 2
  OS_MSDOS = 0
  OS_UNIX = OS_CODE = 3
  OS_UNKNOWN = 255
  VERSION = '2.1.1'
  ZLIB_VERSION = '1.2.13'

  def self.zlib_version = ZLIB_VERSION

  def self.crc_table
    (0...256).map { |byte| 8.times.inject(byte) { |value, _| value & 1 == 1 ? value >> 1 ^ 0xedb88320 : value >> 1 } }
  end

  def self.crc32(text = '', start = 0) = Native.crc32(text, start)

  def self.adler32(text = '', start = 1) = Native.adler32(text, start)

  def self.deflate(text, level = DEFAULT_COMPRESSION) = Native.pack('zlib', text, level)

  def self.inflate(text)
    raise BufError, 'buffer error' if text.empty?
    Native.unpack('zlib', text)
  end

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

    def flush(*) = ''.b

    def finish = Native.pack(@form, @data, @level)

    def total_in = @data.bytesize

    def close = @closed = true
    alias end close

    def closed? = @closed ? true : false
    alias ended? closed?
  end

  class Inflate
    def self.inflate(text) = Zlib.inflate(text)

    def initialize(bits = MAX_WBITS)
      @form = bits < 0 ? 'raw' : (bits > 15 ? 'gzip' : 'zlib')
      @given = +''.b
      @told = 0
    end

    attr_reader :total_out

    # What is not whole yet is told when the rest has come.
    def inflate(text, **)
      @given << text.b if text
      all = Native.unpack(@form, @given)
      made = all.byteslice(@told..)
      @told = @total_out = all.bytesize
      @finished = true
      made
    rescue BufError, DataError
      raise if text.nil? || !@given.start_with?("\x78".b)
      ''.b
    end

    def <<(text)
      (@made ||= +''.b) << inflate(text)
      self
    end

    def total_in = @given.bytesize

    def finished? = @finished ? true : false
    alias stream_end? finished?

    def finish = @made ? @made.tap { @made = nil } : ''.b

    def reset = initialize

    def close = @closed = true
    alias end close

    def closed? = @closed ? true : false
    alias ended? closed?
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

    attr_reader :mtime, :orig_name, :comment, :level, :os_code

    def initialize(io, **)
      @io = io
      data = io.read.to_s.b
      raise GzipFile::Error, 'not in gzip format' unless data.start_with?("\x1f\x8b".b)
      head(data)
      @text = StringIO.new(Native.unpack('gzip', data).force_encoding('UTF-8'))
    end

    def head(data)
      flags, seconds, extra, @os_code = data.byteslice(3, 7).unpack('CVCC')
      @level = { 2 => BEST_COMPRESSION, 4 => BEST_SPEED }[extra] || DEFAULT_COMPRESSION
      @mtime = Time.at(seconds.to_i)
      at = 10
      at += 2 + data.byteslice(at, 2).unpack1('v') if flags & 4 != 0
      @orig_name, @comment = [8, 16].map do |flag|
        next '' if flags & flag == 0
        stop = data.index("\0".b, at)
        data.byteslice(at...stop).force_encoding('UTF-8').tap { at = stop + 1 }
      end
    end
    private :head

    def unused = nil

    def crc = Zlib.crc32(@text.string)

    %i[read gets each_line readline readlines each_byte getc eof? rewind pos lineno].each do |name|
      define_method(name) { |*args, &block| @text.public_send(name, *args, &block) }
    end

    def each(*args, &block) = each_line(*args, &block)

    def close = @io.tap { @closed = true }

    def finish = close

    def closed? = @closed ? true : false
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
      @io.write(packed)
      @io
    end

    # The framework writes a head without names: ours takes its place.
    def packed
      flags = (@orig_name ? 8 : 0) | (@comment ? 16 : 0)
      made = [0x1f, 0x8b, 8, flags, @mtime.to_i, { BEST_COMPRESSION => 2, BEST_SPEED => 4 }[@level] || 0, OS_CODE].pack('CCCCVCC')
      [@orig_name, @comment].compact.each { |text| made << text.b << "\0".b }
      made << Native.pack('raw', @data, @level) << [Zlib.crc32(@data), @data.bytesize & 0xffffffff].pack('VV')
    end
    private :packed

    def close
      finish
      @io.close if @io.respond_to?(:close)
      @io
    end
  end
end
