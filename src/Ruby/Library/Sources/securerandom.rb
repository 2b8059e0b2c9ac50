module SecureRandom
  class << self
    def bytes(count = nil) = __random_bytes(count || 16)
    alias random_bytes bytes

    def hex(count = nil) = bytes(count).unpack1('H*')

    def base64(count = nil) = [bytes(count)].pack('m0')

    def urlsafe_base64(count = nil, padding = false)
      text = base64(count).tr('+/', '-_')
      padding ? text : text.delete('=')
    end

    def uuid
      parts = bytes(16).unpack('NnnnnN')
      parts[2] = (parts[2] & 0x0fff) | 0x4000
      parts[3] = (parts[3] & 0x3fff) | 0x8000
      format('%08x-%04x-%04x-%04x-%04x%08x', *parts)
    end

    def random_number(limit = 0)
      raise ArgumentError, "invalid argument - #{limit}" unless limit.nil? || limit.is_a?(Numeric) || limit.is_a?(Range)
      return limit.begin + random_number * (limit.end - limit.begin) if limit.is_a?(Range) && (limit.begin.is_a?(Float) || limit.end.is_a?(Float))
      return bytes(8).unpack1('Q>').>>(11) / 9007199254740992.0 if limit.nil? || !limit.is_a?(Range) && limit <= 0
      return random_number * limit if limit.is_a?(Float)
      return limit.begin + random_number(limit.end - limit.begin + (limit.exclude_end? ? 0 : 1)) if limit.is_a?(Range)
      bytes(16).unpack('Q>2').then { |high, low| ((high << 64) | low) % limit }
    end
    alias rand random_number

    def alphanumeric(count = nil, chars: [*'A'..'Z', *'a'..'z', *'0'..'9'])
      Array.new(count || 16) { chars[random_number(chars.size)] }.join
    end
  end
end
