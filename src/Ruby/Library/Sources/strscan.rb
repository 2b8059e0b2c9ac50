# Places are counted in bytes outside, in characters within.
class StringScanner
  class Error < StandardError; end

  Version = '3.0.1'.freeze
  Id = '$Id$'.freeze

  attr_reader :string

  def initialize(text, *, fixed_anchor: false)
    @string = __text(text)
    @at = 0
    @match = nil
    @fixed = fixed_anchor
  end

  def self.must_C_version = self

  def fixed_anchor? = @fixed

  def string=(text)
    @string = __text(text)
    reset
  end

  def charpos = @at

  def pos = bytes(0, @at)
  alias pointer pos

  def pos=(place)
    place += @string.bytesize if place < 0
    raise RangeError, 'index out of range' if place < 0 || place > @string.bytesize
    @at = @string.ascii_only? ? place : @string.byteslice(0, place).length
  end
  alias pointer= pos=

  def concat(text)
    @string << __text(text)
    self
  end
  alias << concat

  def scan(pattern) = step(pattern, true, true, true)

  def match?(pattern) = step(pattern, true, false, false)

  def skip(pattern) = step(pattern, true, true, false)

  def check(pattern) = step(pattern, true, false, true)

  def scan_until(pattern) = search_full(pattern, true, true)

  def skip_until(pattern) = search_full(pattern, true, false)

  def exist?(pattern) = search_full(pattern, false, false)

  def check_until(pattern) = search_full(pattern, false, true)

  def search_full(pattern, advance, text)
    raise TypeError, "wrong argument type #{pattern.class} (expected Regexp)" unless pattern.is_a?(Regexp)
    step(pattern, false, advance, text)
  end

  def scan_full(pattern, advance, text) = step(pattern, true, advance, text)

  def getch = scan(/./m)

  def get_byte
    return getch if eos? || @string[@at].bytesize == 1
    at = pos
    @string = @string.b
    @at = at
    getch
  end
  alias getbyte get_byte

  def peek(count)
    raise ArgumentError, 'negative string size (or size too big)' if count.negative?
    @string.ascii_only? ? @string[@at, count] : rest.byteslice(0, count)
  end
  alias peep peek

  def eos? = @at >= @string.length
  alias empty? eos?

  def rest? = !eos?

  def rest = @string[@at..] || ''

  def rest_size = rest.bytesize
  alias restsize rest_size

  def bol? = @at == 0 || @string[@at - 1] == "\n"
  alias beginning_of_line? bol?

  def reset
    @match = nil
    @at = 0
    self
  end

  def terminate
    @match = nil
    @at = @string.length
    self
  end
  alias clear terminate

  def unscan
    raise Error, 'unscan failed: previous match record not exist' unless @match
    @at = @before
    @match = nil
    self
  end

  def matched = @match && @match[0]

  def matched? = !@match.nil?

  def matched_size = @match && @match[0].bytesize

  def [](index)
    return @match && @match[index] if index.is_a?(Integer)
    unless index.is_a?(String) || index.is_a?(Symbol)
      raise TypeError, "no implicit conversion of #{index.class} into Integer" unless index.respond_to?(:to_int)
      return self[index.to_int]
    end
    return nil unless @match && @named
    raise IndexError, "undefined group name reference: #{index}" unless @match.names.include?(index.to_s)
    @match[index]
  end

  def captures = @match&.captures&.map(&:to_s)

  def values_at(*indexes) = @match&.values_at(*indexes)

  def size = @match&.size

  def pre_match = @match && @string[0...@from + @match.begin(0)]

  def post_match = @match && @string[@from + @match.end(0)..]

  def inspect
    return '#<StringScanner fin>' if eos?
    after = rest.length > 5 ? "#{rest[0, 5]}..." : rest
    return "#<StringScanner #{pos}/#{@string.bytesize} @ #{after.inspect}>" if @at == 0
    before = @at > 5 ? "...#{@string[@at - 5, 5]}" : @string[0, @at]
    "#<StringScanner #{pos}/#{@string.bytesize} #{before.inspect} @ #{after.inspect}>"
  end

  private

  def __text(value)
    return value if value.is_a?(String)
    raise TypeError, "no implicit conversion of #{value.nil? ? 'nil' : value.class} into String" unless value.respond_to?(:to_str)
    value.to_str
  end

  def bytes(from, to) = @string.ascii_only? ? to - from : @string[from...to].bytesize

  # A text begins where the scanner stands, unless anchors are fixed: only a pattern that asks for the beginning sees that.
  def step(pattern, anchored, advance, text)
    @named = pattern.is_a?(Regexp)
    pattern = Regexp.new(Regexp.escape(__text(pattern))) unless @named
    begins = !@fixed && @at > 0 && pattern.source.match?(/\^|\\A/)
    pattern = anchor(pattern) if anchored
    @from = begins ? @at : 0
    @match = begins ? pattern.match(rest) : pattern.match(@string, @at)
    return nil unless @match
    @before = @at
    stop = @from + @match.end(0)
    @at = stop if advance
    text ? @string[@before...stop] : bytes(@before, stop)
  end

  def anchor(pattern)
    (@@anchored ||= {})[pattern] ||= Regexp.new("\\G(?:#{pattern.source})", pattern.options)
  end
end
