class IPAddr
  include Comparable

  class Error < ArgumentError; end

  class InvalidAddressError < Error; end

  class AddressFamilyError < Error; end

  class InvalidPrefixError < InvalidAddressError; end

  IN4MASK = 0xffffffff
  IN6MASK = 0xffffffffffffffffffffffffffffffff

  IN6FORMAT = (['%.4x'] * 8).join(':').freeze
  RE_IPV4ADDRLIKE = /\A\d+\.\d+\.\d+\.\d+\z/
  RE_IPV6ADDRLIKE_FULL = /\A(?:[\da-f]{1,4}:){7}[\da-f]{1,4}\z/i
  RE_IPV6ADDRLIKE_COMPRESSED = /\A(?:[\da-f]{1,4}(?::[\da-f]{1,4})*)?::(?:[\da-f]{1,4}(?::[\da-f]{1,4})*)?\z/i

  attr_reader :family

  def zone_id
    raise InvalidAddressError, 'not an IPv6 address' unless ipv6?
    @zone_id
  end

  def zone_id=(zone)
    raise InvalidAddressError, 'not an IPv6 address' unless ipv6?
    raise InvalidAddressError, 'invalid zone identifier for address' unless zone.nil? || zone.match?(/\A%\w+\z/)
    @zone_id = zone
  end

  def self.new_ntoh(bytes) = new(ntop(bytes))

  def self.ntop(bytes)
    case bytes.bytesize
    when 4 then bytes.unpack('C4').join('.')
    when 16 then format('%04x:%04x:%04x:%04x:%04x:%04x:%04x:%04x', *bytes.unpack('n8'))
    else raise AddressFamilyError, 'unsupported address family'
    end
  end

  def initialize(addr = '::', family = 0)
    if !addr.is_a?(String)
      case family
      when 2, 10
        @family = family
        @addr = addr
        raise InvalidAddressError, 'invalid address: ' if addr < 0 || addr > full_mask
        @mask_addr = full_mask
        return
      when 0 then raise AddressFamilyError, 'address family must be specified'
      else raise AddressFamilyError, "unsupported address family: #{family}"
      end
    end
    address, prefix = addr.split('/', 2)
    address = address.to_s
    if address =~ /\A\[(.*)\]\z/i
      address = $1
      family = 10
    end
    if address =~ /\A(.*)(%\w+)\z/
      address = $1
      @zone_id = $2
      family = 10
    end
    parse(address, family)
    @mask_addr = full_mask
    mask!(prefix) if prefix
  end

  def &(other) = clone.set(@addr & number(other))

  def |(other) = clone.set(@addr | number(other))

  def >>(count) = clone.set(@addr >> count)

  def <<(count) = clone.set((@addr << count) & full_mask)

  def ~ = clone.set(@addr ^ full_mask)

  def +(offset) = clone.set(@addr + offset)

  def -(offset) = clone.set(@addr - offset)

  def ==(other)
    other = coerce_other(other)
    @family == other.family && @addr == other.to_i
  rescue StandardError
    false
  end

  def eql?(other) = other.is_a?(IPAddr) && hash == other.hash && self == other

  def hash = [@addr, @mask_addr, @family].hash

  def <=>(other)
    other = coerce_other(other)
    @family == other.family ? @addr <=> other.to_i : nil
  rescue StandardError
    nil
  end

  def mask(prefix) = clone.mask!(prefix)

  def mask!(mask)
    case mask
    when String
      if mask.match?(/\A(0|[1-9]+\d*)\z/)
        length = mask.to_i
      elsif mask.match?(/\A\d+\z/)
        raise InvalidPrefixError, 'leading zeros in prefix'
      else
        other = IPAddr.new(mask)
        raise InvalidPrefixError, 'address family is not same' if other.family != @family
        @mask_addr = other.to_i
        lowest = @mask_addr ^ full_mask
        raise InvalidPrefixError, "invalid mask #{mask}: #{@addr}" if lowest & (lowest + 1) != 0
        @addr &= @mask_addr
        return self
      end
    else
      length = mask
    end
    bits = ipv4? ? 32 : 128
    raise InvalidPrefixError, "invalid length: #{@addr}" if length < 0 || length > bits
    @mask_addr = (full_mask >> (bits - length)) << (bits - length)
    @addr &= @mask_addr
    self
  end

  def include?(other)
    other = coerce_other(other)
    return false if other.family != @family
    range = to_range
    range.begin <= other && range.end >= other.to_range.end
  end
  alias === include?

  def to_range
    last = @addr | (full_mask ^ @mask_addr)
    clone.set(@addr & @mask_addr, full: true)..clone.set(last, full: true)
  end

  def prefix
    text = @mask_addr.to_s(2)
    @mask_addr == 0 ? 0 : text.count('1')
  end

  def prefix=(length)
    raise InvalidPrefixError, "prefix must be an integer: #{@addr}" unless length.is_a?(Integer)
    mask!(length)
  end

  def netmask = shown(@mask_addr)

  def to_i = @addr

  def to_s
    return shown(@addr) if ipv4?
    groups = 7.downto(0).map { |i| (@addr >> (16 * i)) & 0xffff }
    best = (0..7).flat_map { |from| (from + 1..7).map { |to| [from, to] } }
                 .select { |from, to| groups[from..to].all?(&:zero?) }
                 .max_by { |from, to| [to - from, -from] }
    if best
      head = groups[0...best[0]]
      tail = groups[(best[1] + 1)..]
      if head.empty? && tail.size == 2 && tail[0] != 0
        return "::#{[tail].flatten.pack('n2').unpack('C4').join('.')}#{@zone_id}"
      end
      if groups[0..4].all?(&:zero?) && groups[5] == 0xffff
        return "::ffff:#{groups[6..7].pack('n2').unpack('C4').join('.')}#{@zone_id}"
      end
      return "#{head.map { |g| g.to_s(16) }.join(':')}::#{tail.map { |g| g.to_s(16) }.join(':')}#{@zone_id}"
    end
    "#{groups.map { |g| g.to_s(16) }.join(':')}#{@zone_id}"
  end

  def to_string = shown(@addr) + @zone_id.to_s

  def hton
    ipv4? ? [@addr].pack('N') : 7.downto(0).map { |i| (@addr >> (16 * i)) & 0xffff }.pack('n8')
  end

  def ipv4? = @family == 2

  def ipv6? = @family == 10

  def loopback?
    ipv4? ? @addr & 0xff000000 == 0x7f000000 : @addr == 1
  end

  def private?
    if ipv4?
      @addr & 0xff000000 == 0x0a000000 || @addr & 0xfff00000 == 0xac100000 || @addr & 0xffff0000 == 0xc0a80000
    else
      @addr & 0xfe00_0000_0000_0000_0000_0000_0000_0000 == 0xfc00_0000_0000_0000_0000_0000_0000_0000
    end
  end

  def link_local?
    if ipv4?
      @addr & 0xffff0000 == 0xa9fe0000
    else
      @addr & 0xffc0_0000_0000_0000_0000_0000_0000_0000 == 0xfe80_0000_0000_0000_0000_0000_0000_0000
    end
  end

  def ipv4_mapped = __ipv4 && clone.set(@addr | 0xffff00000000, family: 10)

  def ipv4_compat = __ipv4 && clone.set(@addr, family: 10)

  def __ipv4 = ipv4? || raise(InvalidAddressError, "not an IPv4 address: #{@addr}")

  def ipv4_mapped? = ipv6? && (@addr >> 32) == 0xffff

  def ipv4_compat? = ipv6? && (@addr >> 32) == 0 && @addr > 1

  def native = ipv4_mapped? || ipv4_compat? ? clone.set(@addr & IN4MASK, family: 2) : self

  def reverse
    if ipv4?
      "#{hton.unpack('C4').reverse.join('.')}.in-addr.arpa"
    else
      "#{hton.unpack1('H32').reverse.chars.join('.')}.ip6.arpa"
    end
  end

  def ip6_arpa = "#{__nibbles}.ip6.arpa"

  def ip6_int = "#{__nibbles}.ip6.int"

  def __nibbles
    raise InvalidAddressError, "not an IPv6 address: #{@addr}" unless ipv6?
    hton.unpack1('H32').reverse.chars.join('.')
  end

  def succ = clone.set(@addr + 1)

  def inspect
    "#<IPAddr: #{ipv4? ? 'IPv4' : 'IPv6'}:#{to_string}/#{shown(@mask_addr)}>"
  end

  def set(addr, family: nil, full: false)
    @family = family if family
    raise InvalidAddressError, "invalid address: #{@addr}" if addr < 0 || addr > full_mask
    @addr = addr
    @mask_addr = full_mask if family
    self
  end

  protected :set

  private

  def full_mask = @family == 2 ? IN4MASK : IN6MASK

  def shown(addr)
    if ipv4?
      [24, 16, 8, 0].map { |shift| (addr >> shift) & 255 }.join('.')
    else
      7.downto(0).map { |i| format('%04x', (addr >> (16 * i)) & 0xffff) }.join(':')
    end
  end

  def number(other)
    case other
    when IPAddr then other.to_i
    when String then IPAddr.new(other).to_i
    else other
    end
  end

  def coerce_other(other)
    case other
    when IPAddr then other
    when String then self.class.new(other)
    else self.class.new(other, @family)
    end
  end

  def parse(address, family)
    if family != 10 && address.match?(/\A\d+\.\d+\.\d+\.\d+\z/)
      @family = 2
      @addr = parse4(address)
    elsif family != 2 && address.include?(':')
      @family = 10
      @addr = parse6(address)
    else
      raise InvalidAddressError, "invalid address: #{@addr}"
    end
  end

  def parse4(address)
    address.split('.').inject(0) do |sum, octet|
      raise InvalidAddressError, "invalid address: #{@addr}" if octet.to_i > 255
      raise InvalidAddressError, "zero-filled number in IPv4 address is ambiguous: #{@addr}" if octet.match?(/\A0./)
      (sum << 8) | octet.to_i
    end
  end

  def parse6(address)
    if address =~ /\A(.*:)(\d+\.\d+\.\d+\.\d+)\z/
      low = parse4($2)
      address = "#{$1}#{(low >> 16).to_s(16)}:#{(low & 0xffff).to_s(16)}"
    end
    raise InvalidAddressError, "invalid address: #{@addr}" unless address.match?(/\A[0-9a-f:]*\z/i)
    raise InvalidAddressError, "invalid address: #{@addr}" if address.scan('::').size > 1 || address.include?(':::')
    head, tail = address.split('::', 2)
    head = head.to_s.split(':', -1)
    if tail
      tail = tail.split(':', -1)
      raise InvalidAddressError, "invalid address: #{@addr}" if head.size + tail.size > 7
      head += ['0'] * (8 - head.size - tail.size) + tail
    end
    raise InvalidAddressError, "invalid address: #{@addr}" if head.size != 8 || head.any? { |g| g.empty? || g.size > 4 }
    head.inject(0) { |sum, group| (sum << 16) | group.hex }
  end
end

