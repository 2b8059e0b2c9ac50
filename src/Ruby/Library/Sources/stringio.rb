class StringIO
  # What reading and writing have in common, over a text that is in memory: `@string`, at `@pos`.
  module Stream
    include Enumerable

    attr_accessor :lineno, :pos

    def write(*values)
      values.sum do |value|
        text = value.to_s
        if @pos == @string.length
          @string << text
        else
          @string[@pos, text.length] = text
        end
        @pos += text.length
        text.bytesize
      end
    end

    def <<(value)
      write(value)
      self
    end

    def print(*values)
      write(*values)
      nil
    end

    def puts(*values)
      write("\n") if values.empty?
      values.flatten.each do |value|
        text = value.to_s
        write(text.end_with?("\n") ? text : "#{text}\n")
      end
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

    def read(count = nil, *)
      if count.nil?
        text = @string[@pos..] || ''
        @pos = @string.length
        return text
      end
      return count == 0 ? '' : nil if @pos >= @string.length
      text = @string[@pos, count]
      @pos += text.length
      text
    end

    def gets(separator = $/, chomp: false)
      return $_ = nil if @pos >= @string.length
      return $_ = read if separator.nil?
      stop = @string.index(separator, @pos)
      stop = stop ? stop + separator.length : @string.length
      line = @string[@pos...stop]
      @pos = stop
      @lineno += 1
      $_ = chomp ? line.chomp(separator) : line
    end

    def readline(*args)
      gets(*args) || raise(EOFError, 'end of file reached')
    end

    def each_line(*args, **options)
      return to_enum(:each_line, *args, **options) unless block_given?
      while (line = gets(*args, **options))
        yield line
      end
      self
    end
    alias each each_line

    def readlines(*args, **options) = each_line(*args, **options).to_a

    def getc
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

    def ungetc(c)
      @pos -= 1
      @string[@pos, 1] = c
      nil
    end

    def getbyte = getc&.ord

    def eof? = @pos >= @string.length
    alias eof eof?

    def rewind
      @pos = 0
      @lineno = 0
      0
    end

    def seek(offset, whence = 0)
      @pos = whence == 0 ? offset : whence == 1 ? @pos + offset : @string.length + offset
      0
    end
    alias tell pos

    def truncate(length)
      @string.replace(@string[0, length])
      length
    end

    def close
      @closed = true
      nil
    end
    alias close_read close
    alias close_write close

    def closed? = @closed

    def size = @string.bytesize
    alias length size

    def sync = true

    def sync=(value)
      value
    end

    def flush = self

    def fsync = 0

    def tty? = false
    alias isatty tty?

    def fileno = nil

    def binmode = self

    def set_encoding(*) = self

    def external_encoding = @string.encoding
  end

  include Stream

  attr_accessor :string

  def self.open(*args)
    made = new(*args)
    block_given? ? yield(made) : made
  end

  def initialize(text = +'', mode = 'r+')
    @string = text
    @pos = mode.start_with?('a') ? text.length : 0
    @lineno = 0
    @closed = false
  end

  def reopen(text = +'', *)
    @string = text
    @pos = 0
    self
  end
end
