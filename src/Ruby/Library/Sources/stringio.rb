class StringIO
  # What reading and writing have in common, over a text that is in memory: `@string`, at the character `@pos`. Whoever
  # includes it says by `@reads` and `@writes` when one of them is not allowed.
  module Stream
    include Enumerable

    attr_accessor :lineno

    # Places are counted in bytes.
    def pos = __bytes(@string[0, @pos])
    alias tell pos

    def pos=(place)
      raise Errno::EINVAL if place.negative?
      @pos = __characters(place)
    end

    def write(*values)
      raise IOError, 'not opened for writing' if @writes == false || @closed
      values.sum do |value|
        text = value.to_s
        if @appends || @pos == @string.length
          @string << text
          @pos = @string.length
        else
          @string << "\0" * (@pos - @string.length) if @pos > @string.length
          @string[@pos, text.length] = text
          @pos += text.length
        end
        text.bytesize
      end
    end

    def syswrite(text) = write(text)

    def write_nonblock(text, **) = write(text)

    def <<(value)
      write(value)
      self
    end

    def print(*values)
      write(*values)
      nil
    end

    def puts(*values)
      write(__lines(values))
      nil
    end

    def printf(*values)
      write(format(*values))
      nil
    end

    def putc(value)
      write(value.is_a?(Integer) ? value.chr : value[0])
      value
    end

    def read(count = nil, buffer = nil)
      __check
      text =
        if count.nil? then __rest
        elsif count.zero? then +''
        elsif @pos < @string.length then __taken(count)
        end
      buffer ? buffer.replace(text || '') && text && buffer : text
    end

    def sysread(*args) = read(*args) || raise(EOFError, 'end of file reached')
    alias readpartial sysread
    alias read_nonblock sysread

    def pread(count, place)
      before, @pos = @pos, __characters(place)
      read(count) || raise(EOFError, 'end of file reached')
    ensure
      @pos = before
    end

    def gets(*args, chomp: false)
      __check
      limit = args.pop if args.last.is_a?(Integer)
      separator = args.empty? ? $/ : args[0]
      return $_ = (limit == 0 ? +'' : nil) if limit == 0 || @pos >= @string.length
      line = separator&.empty? ? __paragraph : __line(separator)
      line = __shorter(line, limit) if limit && limit.positive?
      @lineno += 1
      $_ = chomp && separator ? line.chomp(separator.empty? ? "\n" : separator) : line
    end

    def readline(*args, **options) = gets(*args, **options) || raise(EOFError, 'end of file reached')

    def each_line(*args, **options)
      return to_enum(:each_line, *args, **options) unless block_given?
      raise ArgumentError, 'invalid limit: 0 for each_line' if args.last == 0
      while (line = gets(*args, **options))
        yield line
      end
      self
    end
    alias each each_line

    def readlines(*args, **options) = each_line(*args, **options).to_a

    def getc
      __check
      return nil if eof?
      @pos += 1
      @string[@pos - 1]
    end

    def readchar = getc || raise(EOFError, 'end of file reached')

    def each_char
      return to_enum(:each_char) unless block_given?
      while (c = getc)
        yield c
      end
      self
    end

    def getbyte = read(1)&.ord

    def readbyte = getbyte || raise(EOFError, 'end of file reached')

    def each_byte
      return to_enum(:each_byte) unless block_given?
      while (byte = getbyte)
        yield byte
      end
      self
    end

    def each_codepoint(&block)
      return to_enum(:each_codepoint) unless block
      each_char { |c| block.call(c.ord) }
    end

    def ungetc(c)
      return nil if c.nil?
      c = c.chr(Encoding::UTF_8) if c.is_a?(Integer)
      taken = [c.length, @pos].min
      @pos -= taken
      @string[@pos, taken] = c
      nil
    end

    def ungetbyte(byte) = ungetc(byte.is_a?(Integer) ? (byte & 255).chr : byte)

    def eof? = @pos >= @string.length
    alias eof eof?

    def rewind
      @pos = 0
      @lineno = 0
      0
    end

    def seek(offset, whence = 0)
      start = { 0 => 0, 1 => pos, 2 => @string.bytesize, SET: 0, CUR: pos, END: @string.bytesize }.fetch(whence)
      self.pos = start + offset
      0
    end
    alias sysseek seek

    def truncate(length)
      @string.replace(length > size ? @string + "\0" * (length - size) : @string[0, __characters(length)])
      length
    end

    def close
      @closed = true
      nil
    end

    def close_read
      @reads = false
      nil
    end

    def close_write
      @writes = false
      nil
    end

    def closed? = @closed

    def closed_read? = @closed || @reads == false

    def closed_write? = @closed || @writes == false

    def size = @string.bytesize
    alias length size

    def sync = true

    def sync=(value)
      value
    end

    def flush = self

    def fsync = 0

    def fdatasync = 0

    def tty? = false
    alias isatty tty?

    def fileno = nil

    def pid = nil

    def binmode = self

    def set_encoding(*) = self

    def external_encoding = @string.encoding

    def internal_encoding = nil

    private

    def __check
      raise IOError, 'not opened for reading' if @reads == false || @closed
    end

    def __bytes(text) = text.bytesize

    # How many characters so many bytes are from the start.
    def __characters(bytes)
      return bytes if @string.ascii_only?
      bytes > @string.bytesize ? @string.length + bytes - @string.bytesize : @string.byteslice(0, bytes).length
    end

    def __rest
      text = @string[@pos..] || +''
      @pos = [@string.length, @pos].max
      text
    end

    # So many bytes. Where that ends within a character, the text is one of bytes from there on.
    def __taken(count)
      text = @string[@pos, count]
      unless text.ascii_only?
        at = pos
        text = @string.byteslice(at, count)
        unless text.valid_encoding?
          @string = @string.b
          @pos = at + text.bytesize
          return text.b
        end
      end
      @pos += text.length
      text.force_encoding(Encoding::BINARY)
    end

    def __line(separator)
      stop = separator && @string.index(separator, @pos)
      stop = stop ? stop + separator.length : @string.length
      line = @string[@pos...stop]
      @pos = stop
      line
    end

    def __paragraph
      @pos += 1 while @string[@pos] == "\n"
      line = __line("\n\n")
      @pos += 1 while @string[@pos] == "\n"
      line
    end

    def __shorter(line, limit)
      return line if line.bytesize <= limit
      kept = line.byteslice(0, limit)
      limit += 1 and kept = line.byteslice(0, limit) until kept.valid_encoding?
      @pos -= line.length - kept.length
      kept
    end
  end

  include Stream

  attr_reader :string

  def self.open(*args)
    made = new(*args)
    block_given? ? yield(made) : made
  end

  def initialize(text = +'', mode = nil, **)
    raise TypeError, "no implicit conversion of #{text.class} into String" unless text.respond_to?(:to_str)
    @string = text.to_str
    mode = (mode || (@string.frozen? ? 'r' : 'r+')).to_s
    raise Errno::EACCES if @string.frozen? && mode.match?(/[wa+]/)
    @reads = mode.match?(/\A[wa]/) && !mode.include?('+') ? false : nil
    @writes = mode.match?(/[wa+]/)
    @appends = mode.start_with?('a')
    @string.clear if mode.start_with?('w')
    @pos = @lineno = 0
    @closed = false
  end

  def string=(text)
    @string = text
    @pos = @lineno = 0
  end

  def reopen(*args)
    initialize(*args)
    self
  end

  def inspect = Kernel.instance_method(:to_s).bind_call(self)
end
