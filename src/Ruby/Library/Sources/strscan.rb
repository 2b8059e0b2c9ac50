class StringScanner
  class Error < StandardError; end

  attr_reader :string, :pos
  alias pointer pos
  alias charpos pos

  def initialize(text, *)
    @string = text
    @pos = 0
    @match = nil
  end

  def string=(text)
    @string = text
    @match = nil
    @pos = 0
  end

  def pos=(at)
    at += @string.length if at < 0
    raise RangeError, 'index out of range' if at < 0 || at > @string.length
    @pos = at
  end
  alias pointer= pos=

  def concat(text)
    @string << text
    self
  end
  alias << concat

  def scan(pattern) = step(pattern, true, true, true)

  def match?(pattern) = step(pattern, true, false, false)

  def skip(pattern) = step(pattern, true, true, false)

  def check(pattern) = step(pattern, true, false, true)

  def scan_until(pattern) = step(pattern, false, true, true)

  def skip_until(pattern) = step(pattern, false, true, false)

  def exist?(pattern) = step(pattern, false, false, false)

  def check_until(pattern) = step(pattern, false, false, true)

  def search_full(pattern, advance, text) = step(pattern, false, advance, text)

  def scan_full(pattern, advance, text) = step(pattern, true, advance, text)

  def getch = scan(/./m)
  alias get_byte getch

  def peek(count) = @string[@pos, count]

  def eos? = @pos >= @string.length

  def rest? = !eos?

  def rest = @string[@pos..] || ''

  def rest_size = @string.length - @pos

  def bol? = @pos == 0 || @string[@pos - 1] == "\n"
  alias beginning_of_line? bol?

  def reset
    @match = nil
    @pos = 0
    self
  end

  def terminate
    @match = nil
    @pos = @string.length
    self
  end

  def unscan
    raise Error, 'unscan error: previous match record not exist' unless @match
    @pos = @before
    @match = nil
    self
  end

  def matched = @match && @match[0]

  def matched? = !@match.nil?

  def matched_size = @match && @match[0].length

  def [](index) = @match && @match[index]

  def captures = @match&.captures

  def values_at(*indexes) = @match&.values_at(*indexes)

  def size = @match&.size

  def named_captures = @match ? @match.named_captures : {}

  def pre_match = @match && @string[0...@match.begin(0)]

  def post_match = @match && @string[@match.end(0)..]

  def inspect
    return '#<StringScanner fin>' if eos?
    after = rest.length > 5 ? "#{rest[0, 5]}..." : rest
    return "#<StringScanner #{@pos}/#{@string.length} @ #{after.inspect}>" if @pos == 0
    before = @pos > 5 ? "...#{@string[@pos - 5, 5]}" : @string[0, @pos]
    "#<StringScanner #{@pos}/#{@string.length} #{before.inspect} @ #{after.inspect}>"
  end

  private

  def step(pattern, anchored, advance, text)
    pattern = Regexp.new(Regexp.escape(pattern)) if pattern.is_a?(String)
    pattern = anchor(pattern) if anchored
    @match = pattern.match(@string, @pos)
    return nil unless @match
    from = @pos
    stop = @match.end(0)
    @before = from
    @pos = stop if advance
    text ? @string[from...stop] : stop - from
  end

  def anchor(pattern)
    (@@anchored ||= {})[pattern] ||= Regexp.new("\\G(?:#{pattern.source})", pattern.options)
  end
end
