class CSV
  class Table
    include Enumerable

    attr_reader :mode, :table
    protected :table

    def initialize(rows, headers: nil)
      @table = rows
      @headers = headers || (rows.empty? ? [] : rows.first.headers)
      @mode = :col_or_row
    end

    def headers = (@table.first ? @table.first.headers : @headers).dup

    %i[col row col_or_row].each do |mode|
      define_method("by_#{mode}!") do
        @mode = mode
        self
      end
      define_method("by_#{mode}") { Table.new(@table.dup).__send__("by_#{mode}!") }
    end

    def [](place) = by_rows?(place) ? @table[place] : @table.map { |row| row[place] }

    def []=(place, value)
      if by_rows?(place)
        @table[place] = value.is_a?(Array) ? Row.new(headers, value) : value
      elsif value.is_a?(Array)
        @table.each_with_index { |row, at| row[place] = row.header_row? ? place : value[at] }
      else
        @table.each { |row| row[place] = row.header_row? ? place : value }
      end
    end

    def values_at(*places)
      return @table.values_at(*places) if @mode == :row || (@mode == :col_or_row && places.all? { |place| by_rows?(place) })
      @table.map { |row| row.values_at(*places) }
    end

    def <<(row)
      @table << (row.is_a?(Array) ? Row.new(headers, row) : row)
      self
    end

    def push(*rows)
      rows.each { |row| self << row }
      self
    end

    def delete(*places)
      found = places.map { |place| by_rows?(place) ? @table.delete_at(place) : @table.map { |row| row.delete(place).last } }
      places.size == 1 ? found[0] : found
    end

    def delete_if(&block)
      return to_enum(:delete_if) unless block
      if @mode == :col
        headers.each { |name| delete(name) if yield([name, self[name]]) }
      else
        @table.delete_if(&block)
      end
      self
    end

    def each(&block)
      return to_enum(:each) unless block
      if @mode == :col
        headers.each { |name| yield([name, @table.map { |row| row[name] }]) }
      else
        @table.each(&block)
      end
      self
    end

    def dig(place, *rest)
      found = self[place]
      rest.empty? || found.nil? ? found : found.dig(*rest)
    end

    def ==(other) = other.is_a?(Table) ? @table == other.table : @table == other

    def size = @table.size
    alias length size

    def empty? = @table.empty?

    def to_a = [headers, *@table.reject(&:header_row?).map(&:fields)]

    def to_csv(write_headers: true, **options)
      lines = @table.reject(&:header_row?).map { |row| row.fields.to_csv(**options) }
      lines.unshift(headers.to_csv(**options)) if write_headers
      lines.join
    end
    alias to_s to_csv

    def inspect = "#<CSV::Table mode:#{@mode} row_count:#{to_a.size}>"

    private

    def by_rows?(place) = @mode == :row || (@mode == :col_or_row && (place.is_a?(Integer) || place.is_a?(Range)))
  end
end
