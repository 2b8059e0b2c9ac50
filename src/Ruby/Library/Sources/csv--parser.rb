class CSV
  # Takes one line of fields after another off a text.
  class Parser
    attr_reader :lineno, :line, :row_sep

    def initialize(text, col_sep:, row_sep:, quote_char:, skip_blanks:, skip_lines:, liberal:, strip:)
      @text = text
      @at = 0
      @lineno = 0
      @col_sep = col_sep
      @row_sep = row_sep == :auto ? text[/\r\n|\n|\r/] || "\n" : row_sep.to_s
      @row_sep = nil if @row_sep.empty?
      @quote = quote_char
      raise ArgumentError, ':quote_char has to be nil or a single character String' unless quote_char.nil? || quote_char.length == 1
      @skip_blanks = skip_blanks
      @skip_lines = skip_lines.is_a?(String) ? /#{Regexp.escape(skip_lines)}/ : skip_lines
      raise ArgumentError, ":skip_lines has to respond to #match: #{skip_lines.inspect}" unless skip_lines.nil? || @skip_lines.respond_to?(:match)
      @liberal = liberal
      @options = liberal.is_a?(Hash) ? liberal : {}
      ends = [@col_sep, @row_sep].compact.map { |text| Regexp.escape(text) }
      ends << '[\r\n]+' if @quote
      ends << Regexp.escape(@quote) if @quote && !liberal
      @stop = Regexp.new(ends.join('|'))
      blanks = strip == true ? ' \t\f\v' : strip.is_a?(String) && !strip.empty? ? Regexp.escape(strip) : nil
      @before, @after = /\G[#{blanks}]+/, /[#{blanks}]+\z/ if blanks
    end

    def eof? = @at >= @text.length

    # The fields of the next line and the line's number.
    def shift
      until eof?
        start = @at
        if @skip_lines && (stop = @row_sep && @text.index(@row_sep, @at) || @text.length) && @skip_lines.match(@text[@at...stop])
          @at = [stop + @row_sep.to_s.length, @text.length].min
          next
        end
        fields = row
        fields = [] if fields == [nil] && [@row_sep, ''].include?(@text[start...@at])
        next if fields.empty? && @skip_blanks
        @line = @text[start...@at]
        @lineno += 1
        return fields, @lineno
      end
    end

    private

    def row
      fields = []
      loop do
        skip(@before) if @before
        fields << (@quote && take(@quote) ? quoted : unquoted)
        next if take(@col_sep)
        return fields if eof? || (@row_sep && take(@row_sep))
        fail("Unquoted fields do not allow new line <#{@text[/\G[\r\n]+/, 0]}>") unless (ends = @text.match(/[\r\n]+/, @at))
        fail("Unquoted fields do not allow new line <#{ends[0].inspect}>")
      end
    end

    def fail(message) = raise(MalformedCSVError.new(message, @lineno + 1))

    def take(text)
      return false unless at?(text)
      @at += text.length
      true
    end

    def at?(text) = @text[@at, text.length] == text

    def skip(pattern) = (found = @text.match(pattern, @at)) && @at = found.end(0)

    def unquoted
      stop = @text.index(@stop, @at) || @text.length
      text = @text[@at...stop]
      @at = stop
      fail('Illegal quoting') if @quote && !@liberal && at?(@quote)
      text = text.sub(@after, '') if @after
      text = text.gsub("\\#{@quote}", @quote) if @options[:backslash_quote]
      text.empty? ? nil : text
    end

    def quoted
      start = @at - @quote.length
      text = +''
      loop do
        stop = @text.index(@quote, @at) or fail('Unclosed quoted field')
        text << @text[@at...stop]
        @at = stop + @quote.length
        if @options[:backslash_quote] && text.end_with?('\\')
          text[-1] = @quote
        elsif take(@quote)
          text << @quote
        else
          break
        end
      end
      skip(@before) if @before
      return text if eof? || at?(@col_sep) || (@row_sep && at?(@row_sep))
      fail("Any value after quoted field isn't allowed") unless @liberal
      @at = @text.index(@stop, @at) || @text.length
      rest = @text[start...@at]
      @options[:double_quote_outside_quote] ? rest.gsub(@quote * 2, @quote) : rest
    end
  end
end
