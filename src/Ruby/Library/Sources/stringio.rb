class StringIO
  # What reading and writing have in common, over a text that is in memory: `@string`, at the character `@pos`. Whoever
  # includes it says by `@reads` and `@writes` when one of them is not allowed.
  module Stream
    include Enumerable

    attr_accessor :lineno

    # Places are counted in bytes.
    def pos = @pos > @string.length ? @string.bytesize + @pos - @string.length : __bytes(@string[0, @pos])
    alias tell pos

    def pos=(place)
      place = __integer(place)
      raise Errno::EINVAL if place.negative?
      @pos = __characters(place)
    end

    def write(*values)
      raise IOError, 'not opened for writing' if @writes == false || @closed
      values.sum do |value|
        text = value.to_s
        text = text.encode(@string.encoding) if __foreign?(text)
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
      values = [$_] if values.empty?
      write(*values)
      write($\) if $\
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
      write(value.is_a?(String) ? value[0] : (__integer(value) & 255).chr)
      value
    end

    def read(count = nil, buffer = nil)
      __check
      count &&= __integer(count)
      raise ArgumentError, "negative length #{count} given" if count&.negative?
      buffer &&= __string(buffer)
      text =
        if count.nil? then __rest
        elsif count.zero? then +''
        elsif @pos < @string.length then __taken(count)
        end
      buffer ? buffer.replace(text || '') && text && buffer : text
    end

    def sysread(*args) = read(*args) || raise(EOFError, 'end of file reached')
    alias readpartial sysread

    def read_nonblock(*args, exception: true) = exception ? sysread(*args) : read(*args)

    def pread(count, place)
      before, @pos = @pos, __characters(place)
      read(count) || raise(EOFError, 'end of file reached')
    ensure
      @pos = before
    end

    def gets(*args, **options) = $_ = __gets(*args, **options)

    def __gets(*args, chomp: false)
      __check
      limit = args.pop if args.last.is_a?(Integer) || args.size > 1
      limit = __integer(limit) if limit
      separator = args.empty? ? $/ : args[0]
      unless separator.nil? || separator.respond_to?(:to_str)
        limit = __integer(separator)
        separator = $/
      end
      separator &&= separator.to_str
      return limit == 0 ? +'' : nil if limit == 0 || @pos >= @string.length
      line = separator&.empty? ? __paragraph : __line(separator)
      line = __shorter(line, limit) if limit && limit.positive?
      @lineno += 1
      chomp && separator ? line.chomp(separator.empty? ? "\n" : separator) : line
    end
    private :__gets

    def readline(*args, **options) = gets(*args, **options) || raise(EOFError, 'end of file reached')

    def each_line(*args, **options)
      return to_enum(:each_line, *args, **options) unless block_given?
      raise ArgumentError, 'invalid limit: 0 for each_line' if args.last == 0
      while (line = __gets(*args, **options))
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

    alias getch getc

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
      __check
      return nil if c.nil?
      c = c.is_a?(String) || c.respond_to?(:to_str) ? c.to_str : __integer(c).chr(Encoding::UTF_8)
      if @pos > @string.length
        @string << "\0" * (@pos - @string.length - c.bytesize) << c
        @pos -= c.bytesize
        return nil
      end
      taken = [c.length, @pos].min
      @pos -= taken
      @string[@pos, taken] = c
      nil
    end

    def ungetbyte(byte)
      return nil if byte.nil?
      text = (byte.is_a?(Integer) ? (byte & 255).chr : __string(byte)).b
      at = pos
      encoding = @string.encoding
      bytes = @string.b
      taken = [text.bytesize, at].min
      bytes[at - taken, taken] = text
      @string.replace(bytes.force_encoding(encoding))
      self.pos = at - taken
      nil
    end

    def eof? = @pos >= @string.length
    alias eof eof?

    def rewind
      @pos = 0
      @lineno = 0
      0
    end

    def seek(offset, whence = 0)
      raise IOError, 'closed stream' if closed?
      start = { 0 => 0, 1 => pos, 2 => @string.bytesize, SET: 0, CUR: pos, END: @string.bytesize }[whence]
      raise Errno::EINVAL, 'invalid whence' unless start
      self.pos = start + __integer(offset)
      0
    end
    alias sysseek seek

    def truncate(length)
      raise IOError, 'not opened for writing' if @writes == false || @closed
      length = __integer(length)
      raise Errno::EINVAL, 'negative length' if length.negative?
      @string.replace(length > size ? @string + "\0" * (length - size) : @string[0, __characters(length)])
      length
    end

    def close
      @closed = true
      nil
    end

    def close_read
      raise IOError, 'closing non-duplex IO for reading' if @reads == false
      @reads = false
      nil
    end

    def close_write
      raise IOError, 'closing non-duplex IO for writing' if @writes == false
      @writes = false
      nil
    end

    def closed? = @closed || @reads == false && @writes == false

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

    def fcntl(*) = raise(NotImplementedError, 'fcntl() function is unimplemented on this machine')

    def set_encoding(*) = self

    def external_encoding = @string.encoding

    def internal_encoding = nil

    private

    def __check
      raise IOError, 'not opened for reading' if @reads == false || @closed
    end

    # A text that is written in another encoding than the one of what is there.
    def __foreign?(text)
      own = @string.encoding
      text.encoding != own && !text.ascii_only? && own != Encoding::BINARY && text.encoding != Encoding::BINARY
    end

    def __integer(value)
      return value if value.is_a?(Integer)
      raise TypeError, "no implicit conversion #{value.nil? ? 'from nil to integer' : "of #{value.class} into Integer"}" unless value.respond_to?(:to_int)
      value.to_int
    end

    def __string(value)
      return value if value.is_a?(String)
      raise TypeError, "no implicit conversion of #{value.nil? ? 'nil' : value.class} into String" unless value.respond_to?(:to_str)
      value.to_str
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

  def self.open(*args, **options)
    made = new(*args, **options)
    return made unless block_given?
    begin
      yield made
    ensure
      made.close unless made.closed?
      made.instance_variable_set(:@string, nil)
    end
  end

  # The letters of a mode that is given as a number of flags.
  FLAGS = { 0 => 'r', 1 => 'w', 2 => 'r+' }.freeze
  private_constant :FLAGS

  def initialize(text = +'', mode = nil, **options)
    @string = __string(text)
    mode = mode.nil? ? options[:mode] : mode
    flags = mode.is_a?(Integer) ? mode : 0
    mode =
      if mode.is_a?(Integer) then FLAGS[mode & 3].sub('w', 'w ')
      elsif mode.nil? then @string.frozen? ? 'r' : 'r+'
      else __string(mode)
      end
    raise FrozenError, "can't modify frozen String: #{@string.inspect}" if @string.frozen? && flags & 512 != 0
    raise Errno::EACCES if @string.frozen? && mode.match?(/[wa+]/)
    @reads = mode.match?(/\A[wa]/) && !mode.include?('+') ? false : nil
    @writes = mode.match?(/[wa+]/)
    @appends = mode.start_with?('a') || flags & 1024 != 0
    @string.replace('') if mode.match?(/\Aw(?! )/) || flags & 512 != 0
    @string.force_encoding(Encoding::BINARY) if (options[:binmode] || mode.include?('b')) && !@string.frozen? && @string.empty?
    @pos = @lineno = 0
    @closed = false
  end

  def string=(text)
    @string = __string(text)
    @pos = @lineno = 0
  end

  def set_encoding(encoding, *)
    encoding = Encoding.find(encoding.to_s[/\A[^:]+/]) unless encoding.nil? || encoding.is_a?(Encoding)
    @string.force_encoding(encoding || Encoding.default_external) unless @string.frozen?
    self
  end

  # A mark of the order of bytes at the beginning says which encoding follows it.
  def set_encoding_by_bom
    raise FrozenError, "can't modify frozen StringIO: #{inspect}" if frozen?
    bytes = @string.byteslice(0, 4).bytes
    encoding, length =
      case bytes
      in [0xEF, 0xBB, 0xBF, *] then [Encoding::UTF_8, 3]
      in [0xFF, 0xFE, 0, 0] then [Encoding::UTF_32LE, 4]
      in [0xFF, 0xFE, *] then [Encoding::UTF_16LE, 2]
      in [0xFE, 0xFF, *] then [Encoding::UTF_16BE, 2]
      in [0, 0, 0xFE, 0xFF] then [Encoding::UTF_32BE, 4]
      else return nil
      end
    set_encoding(encoding)
    self.pos = length
    encoding
  end

  def to_strio = self

  def reopen(*args)
    from = args.first
    if args.size == 1 && !from.is_a?(String)
      raise TypeError, "can't convert #{from.class} into StringIO" unless from.respond_to?(:to_strio)
      from = from.to_strio
      from.instance_variables.each { |name| instance_variable_set(name, from.instance_variable_get(name)) }
    else
      initialize(*args)
    end
    self
  end

  def inspect = Kernel.instance_method(:to_s).bind_call(self)
end
