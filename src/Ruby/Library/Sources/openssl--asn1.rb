# Abstract Syntax Notation One: what DER holds, as objects and back.
module OpenSSL
  module ASN1
    class ASN1Error < OpenSSLError; end

    UNIVERSAL_TAG_NAME = %w[EOC BOOLEAN INTEGER BIT_STRING OCTET_STRING NULL OBJECT OBJECT_DESCRIPTOR EXTERNAL REAL ENUMERATED EMBEDDED_PDV UTF8STRING RELATIVE_OID] + [nil, nil] + %w[SEQUENCE SET NUMERICSTRING PRINTABLESTRING T61STRING VIDEOTEXSTRING IA5STRING UTCTIME GENERALIZEDTIME GRAPHICSTRING ISO64STRING GENERALSTRING UNIVERSALSTRING] + [nil] + %w[BMPSTRING]
    UNIVERSAL_TAG_NAME.each_with_index { |name, at| const_set(name, at) if name }

    CLASSES = %i[UNIVERSAL APPLICATION CONTEXT_SPECIFIC PRIVATE].freeze

    # Short name, long name and number of objects.
    OBJECTS = [
      ['CN', 'commonName', '2.5.4.3'], ['SN', 'surname', '2.5.4.4'], ['serialNumber', 'serialNumber', '2.5.4.5'], ['C', 'countryName', '2.5.4.6'],
      ['L', 'localityName', '2.5.4.7'], ['ST', 'stateOrProvinceName', '2.5.4.8'], ['street', 'streetAddress', '2.5.4.9'], ['O', 'organizationName', '2.5.4.10'],
      ['OU', 'organizationalUnitName', '2.5.4.11'], ['title', 'title', '2.5.4.12'], ['GN', 'givenName', '2.5.4.42'], ['emailAddress', 'emailAddress', '1.2.840.113549.1.9.1'],
      ['DC', 'domainComponent', '0.9.2342.19200300.100.1.25'], ['UID', 'userId', '0.9.2342.19200300.100.1.1'],
      ['rsaEncryption', 'rsaEncryption', '1.2.840.113549.1.1.1'], ['RSA-MD5', 'md5WithRSAEncryption', '1.2.840.113549.1.1.4'], ['RSA-SHA1', 'sha1WithRSAEncryption', '1.2.840.113549.1.1.5'],
      ['RSA-SHA256', 'sha256WithRSAEncryption', '1.2.840.113549.1.1.11'], ['RSA-SHA384', 'sha384WithRSAEncryption', '1.2.840.113549.1.1.12'], ['RSA-SHA512', 'sha512WithRSAEncryption', '1.2.840.113549.1.1.13'],
      ['id-ecPublicKey', 'id-ecPublicKey', '1.2.840.10045.2.1'], ['prime256v1', 'prime256v1', '1.2.840.10045.3.1.7'], ['secp384r1', 'secp384r1', '1.3.132.0.34'], ['secp521r1', 'secp521r1', '1.3.132.0.35'],
      ['ecdsa-with-SHA256', 'ecdsa-with-SHA256', '1.2.840.10045.4.3.2'], ['ecdsa-with-SHA384', 'ecdsa-with-SHA384', '1.2.840.10045.4.3.3'], ['ecdsa-with-SHA512', 'ecdsa-with-SHA512', '1.2.840.10045.4.3.4'],
      ['MD5', 'md5', '1.2.840.113549.2.5'], ['SHA1', 'sha1', '1.3.14.3.2.26'], ['SHA256', 'sha256', '2.16.840.1.101.3.4.2.1'], ['SHA384', 'sha384', '2.16.840.1.101.3.4.2.2'], ['SHA512', 'sha512', '2.16.840.1.101.3.4.2.3'],
      ['pkcs7-data', 'pkcs7-data', '1.2.840.113549.1.7.1'], ['pkcs7-signedData', 'pkcs7-signedData', '1.2.840.113549.1.7.2'], ['pkcs7-envelopedData', 'pkcs7-envelopedData', '1.2.840.113549.1.7.3'],
      ['contentType', 'contentType', '1.2.840.113549.1.9.3'], ['messageDigest', 'messageDigest', '1.2.840.113549.1.9.4'], ['signingTime', 'signingTime', '1.2.840.113549.1.9.5'], ['extReq', 'Extension Request', '1.2.840.113549.1.9.14'],
      ['subjectKeyIdentifier', 'X509v3 Subject Key Identifier', '2.5.29.14'], ['keyUsage', 'X509v3 Key Usage', '2.5.29.15'], ['subjectAltName', 'X509v3 Subject Alternative Name', '2.5.29.17'],
      ['basicConstraints', 'X509v3 Basic Constraints', '2.5.29.19'], ['crlDistributionPoints', 'X509v3 CRL Distribution Points', '2.5.29.31'], ['certificatePolicies', 'X509v3 Certificate Policies', '2.5.29.32'], ['authorityInfoAccess', 'Authority Information Access', '1.3.6.1.5.5.7.1.1'], ['crlNumber', 'X509v3 CRL Number', '2.5.29.20'], ['CRLReason', 'X509v3 CRL Reason Code', '2.5.29.21'],
      ['authorityKeyIdentifier', 'X509v3 Authority Key Identifier', '2.5.29.35'], ['extendedKeyUsage', 'X509v3 Extended Key Usage', '2.5.29.37'], ['serverAuth', 'TLS Web Server Authentication', '1.3.6.1.5.5.7.3.1'], ['clientAuth', 'TLS Web Client Authentication', '1.3.6.1.5.5.7.3.2']
    ].freeze

    def self.__object(name) = OBJECTS.find { |names| names.include?(name) }

    class ASN1Data
      attr_accessor :value, :tag, :tag_class, :indefinite_length

      def initialize(value, tag, tag_class)
        @value = value
        @tag = tag
        @tag_class = tag_class
      end

      def constructed? = @value.is_a?(Array)

      def to_der
        content = @value.is_a?(Array) ? @value.inject(''.b) { |whole, one| whole << one.to_der } : __content
        head = CLASSES.index(@tag_class) << 6 | (constructed? ? 32 : 0)
        head = @tag < 31 ? [head | @tag].pack('C') : [head | 31, *ASN1.__base128(@tag)].pack('C*')
        head + ASN1.__length(content.bytesize) + content
      end

      def __content = @value.to_s.b
    end

    # A number in sevens of bits, all but the last marked.
    def self.__base128(number)
      bytes = [number & 127]
      bytes.unshift(number & 127 | 128) while (number >>= 7) > 0
      bytes
    end

    def self.__length(size)
      return [size].pack('C') if size < 128
      bytes = [size.to_s(16).then { |text| text.size.odd? ? "0#{text}" : text }].pack('H*')
      [128 | bytes.bytesize].pack('C') + bytes
    end

    class Primitive < ASN1Data
      attr_reader :tagging

      def initialize(value, tag = self.class::TAG, tagging = nil, tag_class = tagging ? :CONTEXT_SPECIFIC : :UNIVERSAL)
        super(value, tag, tag_class)
        @tagging = tagging
      end

      def to_der
        return super unless @tagging.to_s == 'EXPLICIT'
        ASN1Data.new([self.class.new(@value)], @tag, @tag_class).to_der
      end
    end

    class Constructive < Primitive
      include Enumerable

      def each(&block) = @value.each(&block)
    end

    { EndOfContent: 0, Boolean: 1, Integer: 2, BitString: 3, OctetString: 4, Null: 5, ObjectId: 6, Enumerated: 10, UTF8String: 12, NumericString: 18, PrintableString: 19, T61String: 20, VideotexString: 21, IA5String: 22, UTCTime: 23, GeneralizedTime: 24, GraphicString: 25, ISO64String: 26, GeneralString: 27, UniversalString: 28, BMPString: 30, Sequence: 16, Set: 17 }.each do |name, tag|
      type = Class.new([16, 17].include?(tag) ? Constructive : Primitive)
      type.const_set(:TAG, tag)
      const_set(name, type)
      define_singleton_method(name) { |*args| type.new(*args) }
    end

    TYPES = constants.map { |name| const_get(name) }.select { |one| one.is_a?(Class) && one.const_defined?(:TAG) }.to_h { |type| [type::TAG, type] }.freeze

    class Boolean
      def __content = (@value ? "\xff" : "\0").b
    end

    class Null
      def __content = ''.b
    end

    class Integer
      def __content = ASN1.__number(@value.to_i)
    end

    class Enumerated
      def __content = ASN1.__number(@value.to_i)
    end

    class BitString
      attr_accessor :unused_bits

      def __content = [@unused_bits.to_i].pack('C') + @value.b
    end

    class ObjectId
      def oid = ASN1.__object(@value)&.last || @value

      def sn = ASN1.__object(@value)&.first
      alias short_name sn

      def ln = ASN1.__object(@value)&.at(1)
      alias long_name ln

      def ==(other) = other.is_a?(ObjectId) && oid == other.oid

      def __content
        first, second, *rest = oid.split('.').map(&:to_i)
        [first * 40 + second, *rest].flat_map { |number| ASN1.__base128(number) }.pack('C*')
      end
    end

    class UTCTime
      def __content = @value.is_a?(Time) ? @value.getutc.strftime('%y%m%d%H%M%SZ') : @value.to_s
    end

    class GeneralizedTime
      def __content = @value.is_a?(Time) ? @value.getutc.strftime('%Y%m%d%H%M%SZ') : @value.to_s
    end

    class << self
      def __number(value)
        size = (value < 0 ? ~value : value).bit_length / 8 + 1
        value += 1 << size * 8 if value < 0
        [value.to_s(16).rjust(size * 2, '0')].pack('H*')
      end

      def decode(der)
        der = der.respond_to?(:to_der) ? der.to_der : der.b
        made, at = __decoded(der, 0)
        raise ASN1Error, "Type mismatch. Total bytes read: #{at} Bytes available: #{der.bytesize}" if at != der.bytesize
        made
      end

      def decode_all(der)
        at = 0
        found = []
        while at < der.bytesize
          made, at = __decoded(der.b, at)
          found << made
        end
        found
      end

      def traverse(der)
        __heads(der.b, 0, der.bytesize, 0) { |head| yield(head) }
        nil
      end

      def __heads(bytes, at, stop, depth, &block)
        while at < stop
          first, tag, head, length = __head(bytes, at)
          block.call([depth, at, head, length, first & 32 != 0, CLASSES[first >> 6], tag])
          __heads(bytes, at + head, at + head + length, depth + 1, &block) if first & 32 != 0
          at += head + length
        end
      end

      # The first byte, the tag, the length of the head and of the content.
      def __head(bytes, start)
        raise ASN1Error, 'header too long' if bytes.bytesize < start + 2
        first = bytes.getbyte(start)
        tag = first & 31
        at = start + 1
        if tag == 31
          tag = 0
          loop do
            byte = bytes.getbyte(at)
            tag = tag << 7 | byte & 127
            at += 1
            break if byte < 128
          end
        end
        length = bytes.getbyte(at)
        at += 1
        if length > 128
          count = length & 127
          length = bytes.byteslice(at, count).unpack1('H*').to_i(16)
          at += count
        elsif length == 128 then length = bytes.bytesize - at - 2
        end
        raise ASN1Error, 'too long' if at + length > bytes.bytesize
        [first, tag, at - start, length]
      end

      def __decoded(bytes, at)
        first, tag, head, length = __head(bytes, at)
        content = bytes.byteslice(at + head, length)
        value = first & 32 != 0 ? decode_all(content) : content
        stop = at + head + length
        return [ASN1Data.new(value, tag, CLASSES[first >> 6]), stop] unless first < 64 && TYPES[tag]
        made = TYPES[tag].new(first & 32 != 0 ? value : __value_of(tag, content))
        made.unused_bits = content.getbyte(0) if tag == 3 && first & 32 == 0
        [made, stop]
      end

      def __value_of(tag, content)
        case tag
        when 1 then content != "\0".b
        when 2, 10 then BN.new(content.unpack1('H*').to_i(16) - (content.getbyte(0) > 127 ? 1 << content.bytesize * 8 : 0))
        when 3 then content.byteslice(1..)
        when 5 then nil
        when 6 then __identifier(content).then { |oid| __object(oid)&.first || oid }
        when 12 then content.dup.force_encoding('UTF-8')
        when 23, 24 then __time(content)
        else content
        end
      end

      def __time(text)
        found = text.match(/\A(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?/)
        year = found[1].to_i
        year += year < 50 ? 2000 : 1900 if found[1].size == 2
        Time.utc(year, *found.captures[1..].map(&:to_i))
      end
    end
  end
end
