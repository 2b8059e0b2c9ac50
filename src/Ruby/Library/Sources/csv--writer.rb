class CSV
  # Writes lines of fields.
  class Writer
    attr_reader :headers, :lineno

    def initialize(io, headers:, write_headers:, col_sep:, row_sep:, quote_char:, force_quotes:, quote_empty:, converter:)
      @io = io
      @lineno = 0
      @col_sep = col_sep
      @row_sep = row_sep.to_s
      @quote = quote_char.encode('UTF-8')
      @quote_empty = quote_empty
      @converter = converter
      @takes_headers = headers && !headers.is_a?(Array)
      @headers = headers if headers.is_a?(Array)
      @quotable = /[\r\n#{Regexp.escape(col_sep)}#{Regexp.escape(@quote)}]/
      @forced = forced(force_quotes)
      put(@headers) if write_headers && @headers
    end

    def <<(row)
      values =
        case row
        when Row then row.fields
        when Hash then @headers.collect { |name| row[name] }
        else row
        end
      @headers ||= values if @takes_headers
      @lineno += 1
      put(@converter.convert(values.each.to_a, @lineno))
    end

    private

    def forced(wanted)
      return ->(_) { wanted } unless wanted.is_a?(Array)
      places = wanted.map do |one|
        next one if one.is_a?(Integer)
        raise ArgumentError, ":headers is required when you use field name in :force_quotes: #{one.inspect}: #{wanted.inspect}" unless @headers
        @headers.index(one.to_s)
      end
      ->(at) { places.include?(at) }
    end

    def put(values)
      @io << (values.each_with_index.map { |value, at| field(value, @forced.call(at)) }.join(@col_sep) + @row_sep)
    end

    def field(value, forced)
      return forced ? @quote * 2 : '' if value.nil?
      text = value.to_s
      needs = !@quote.empty? && (forced || (text.empty? ? @quote_empty : text.match?(@quotable)))
      needs ? @quote + text.gsub(@quote, @quote * 2) + @quote : text
    end
  end
end
