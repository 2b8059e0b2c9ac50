# Digests, ciphers, keys, certificates and sealed messages. What computes is `Native`, written in C#.

module OpenSSL
  VERSION = '3.0.0'
  OPENSSL_VERSION = 'OpenSSL 3.0'
  OPENSSL_LIBRARY_VERSION = OPENSSL_VERSION

  class OpenSSLError < StandardError; end

  def self.fixed_length_secure_compare(one, other)
    raise ArgumentError, 'inputs must be of equal length' unless one.bytesize == other.bytesize
    one == other
  end

  def self.secure_compare(one, other) = one == other

  class BN
    include Comparable

    def initialize(value, base = 10)
      @value = value.is_a?(String) ? (base == 2 ? value.unpack1('H*').to_i(16) : value.to_i(base)) : value.to_i
    end

    def to_i = @value
    alias to_int to_i

    def to_s(base = 10)
      return [@value.to_s(16).then { |hex| hex.size.odd? ? "0#{hex}" : hex }].pack('H*') if base == 2
      text = @value.to_s(base).upcase
      base == 16 && text.size.odd? ? "0#{text}" : text
    end

    def to_bn = self

    def <=>(other) = @value <=> other.to_i

    def ==(other) = other.respond_to?(:to_i) && @value == other.to_i

    %i[+ - * / % ** << >>].each { |name| define_method(name) { |other| BN.new(@value.__send__(name, other.to_i)) } }

    def mod_exp(exponent, modulus) = BN.new(@value.pow(exponent.to_i, modulus.to_i))

    def num_bits = @value.bit_length

    def num_bytes = (num_bits + 7) / 8

    def zero? = @value == 0

    def hash = @value.hash

    alias eql? ==

    def coerce(other) = [other, @value]

    def inspect = "#<OpenSSL::BN #{@value}>"
  end

  class Digest < ::Digest::Class
    class DigestError < OpenSSLError; end

    NAMES = { 'MD5' => 'MD5', 'SHA1' => 'SHA1', 'SHA256' => 'SHA256', 'SHA384' => 'SHA384', 'SHA512' => 'SHA512' }.freeze

    def self.new(name, data = nil)
      plain = name.to_s.upcase.delete('-')
      raise "Unsupported digest algorithm (#{name}).: unknown object name" unless NAMES.key?(plain)
      made = const_get(plain).new
      data ? made.update(data) : made
    end

    def self.digest(name, data) = new(name).digest(data)

    def self.hexdigest(name, data) = new(name).hexdigest(data)

    def self.base64digest(name, data) = [digest(name, data)].pack('m0')

    NAMES.each_key do |name|
      parent = ::Digest.const_get(name)
      type = Class.new(parent) do
        define_method(:name) { name }
        define_singleton_method(:new) { |data = nil| allocate.tap { |made| made.update(data) if data } }
        %i[digest hexdigest base64digest].each { |one| define_singleton_method(one) { |data| parent.public_send(one, data) } }
      end
      const_set(name, type)
    end
  end

  class HMACError < OpenSSLError; end

  class HMAC
    def self.digest(digest, key, data) = Native.hmac(OpenSSL.__digest(digest), key, data)

    def self.hexdigest(digest, key, data) = digest(digest, key, data).unpack1('H*')

    def self.base64digest(digest, key, data) = [digest(digest, key, data)].pack('m0')

    def initialize(key, digest)
      @key = key
      @digest = OpenSSL.__digest(digest)
      @data = +''
    end

    def update(data)
      @data << data
      self
    end
    alias << update

    def digest = Native.hmac(@digest, @key, @data)

    def hexdigest = digest.unpack1('H*')
    alias to_s hexdigest
    alias inspect hexdigest

    def base64digest = [digest].pack('m0')

    def reset
      @data = +''
      self
    end
  end

  def self.__digest(value) = value.respond_to?(:name) ? value.name : value.to_s

  def self.Digest(name) = Digest.const_get(name.to_s.upcase.delete('-'))

  module PKCS5
    def self.pbkdf2_hmac(password, salt, iterations, length, digest) = Native.pbkdf2(password, salt, iterations, length, OpenSSL.__digest(digest))

    def self.pbkdf2_hmac_sha1(password, salt, iterations, length) = Native.pbkdf2(password, salt, iterations, length, 'SHA1')
  end

  module KDF
    def self.pbkdf2_hmac(password, salt:, iterations:, length:, hash:) = Native.pbkdf2(password, salt, iterations, length, OpenSSL.__digest(hash))
  end

  module Random
    def self.random_bytes(count) = Native.random(count)

    def self.bytes(count) = random_bytes(count)
  end

  class Cipher
    class CipherError < OpenSSLError; end

    SIZES = { 'AES-128' => 16, 'AES-192' => 24, 'AES-256' => 32, 'DES-EDE3' => 24 }.freeze

    def self.ciphers = SIZES.keys.product(%w[CBC ECB]).map { |parts| parts.join('-') }

    class AES < Cipher
      def self.new(*parts) = Cipher.new("AES-#{parts.join('-')}")
    end

    attr_reader :name

    def self.new(name, *rest)
      return super if self != Cipher || !name.nil?
    end

    def initialize(name)
      @name = name.to_s.upcase
      @name = "#{@name}-CBC" if SIZES.key?(@name)
      @name = 'DES-EDE3-CBC' if @name == 'DES3'
      raise "unsupported cipher algorithm (#{name})" unless SIZES.key?(@name.rpartition('-')[0]) && %w[CBC ECB].include?(@name.rpartition('-')[2])
      @padding = 1
      @data = +''.b
      @iv = "\0".b * iv_len
    end

    def encrypt
      @encrypts = true
      self
    end

    def decrypt
      @encrypts = false
      self
    end

    def key_len = SIZES[@name.rpartition('-')[0]]

    def iv_len = @name.end_with?('ECB') ? 0 : block_size

    def block_size = @name.start_with?('AES') ? 16 : 8

    def key=(value)
      raise ArgumentError, "key must be #{key_len} bytes" unless value.bytesize == key_len
      @key = value
    end

    def iv=(value)
      raise ArgumentError, "iv must be #{iv_len} bytes" unless value.bytesize == iv_len
      @iv = value
    end

    def random_key = self.key = Random.random_bytes(key_len)

    def random_iv = self.iv = Random.random_bytes(iv_len)

    def pkcs5_keyivgen(password, salt = nil, iterations = 2048, digest = 'MD5')
      made = +''.b
      last = ''.b
      while made.bytesize < key_len + iv_len
        last = ::Digest.const_get(OpenSSL.__digest(digest).upcase).digest(last + password.b + salt.to_s.b)
        (iterations - 1).times { last = ::Digest.const_get(OpenSSL.__digest(digest).upcase).digest(last) }
        made << last
      end
      self.key = made.byteslice(0, key_len)
      self.iv = made.byteslice(key_len, iv_len)
    end

    def padding=(value)
      @padding = value
    end

    # What was given is worked on when all of it is there.
    def update(data, *)
      @data << data.b
      ''.b
    end
    alias << update

    def final
      raise CipherError, 'no key set' unless @key
      Native.cipher(@name, @encrypts, @key, @iv, @data, @padding != 0)
    rescue CipherError
      raise CipherError, @encrypts ? 'data not multiple of block length' : 'bad decrypt'
    end

    def reset
      @data = +''.b
      self
    end
  end

  module PKey
    class PKeyError < OpenSSLError; end
    class RSAError < PKeyError; end
    class ECError < PKeyError; end
    class DSAError < PKeyError; end

    def self.read(text, password = nil)
      native = Native.key_read(text.respond_to?(:read) ? text.read : text, password)
      (Native.key_kind(native) == 'rsa' ? RSA : EC).__of(native)
    end

    class PKey
      attr_reader :__native

      def self.__of(native)
        made = allocate
        made.instance_variable_set(:@__native, native)
        made
      end

      def self.__error = PKeyError

      def __read(text, password)
        @__native = Native.key_read(text.respond_to?(:read) ? text.read : text, password)
        raise self.class.__error, 'incorrect pkey type' unless Native.key_kind(@__native) == self.class.name.split('::').last.downcase
      rescue PKeyError
        raise self.class.__error, "Neither PUB key nor PRIV key: unsupported"
      end

      def private? = Native.key_private(@__native)

      def public? = true

      def sign(digest, data)
        raise ArgumentError, is_a?(RSA) ? 'private key is needed' : 'Private key is needed.' unless private?
        Native.key_sign(@__native, OpenSSL.__digest(digest), data)
      end

      def verify(digest, signature, data) = Native.key_verify(@__native, OpenSSL.__digest(digest), signature, data)

      def public_to_pem = Native.key_pem(@__native, true)

      def public_to_der = Native.key_der(@__native, true)

      def to_pem(*) = Native.key_pem(@__native, false)
      alias export to_pem
      alias to_s to_pem

      def to_der = Native.key_der(@__native, false)

      def oid = Native.key_kind(@__native) == 'rsa' ? 'rsaEncryption' : 'id-ecPublicKey'

      def inspect = "#<#{self.class}>"
    end

    class RSA < PKey
      PKCS1_PADDING = 1
      NO_PADDING = 3
      PKCS1_OAEP_PADDING = 4

      def self.__error = RSAError

      def self.generate(size, *) = __of(Native.key_make_rsa(size))

      def initialize(text = 2048, password = nil)
        text.is_a?(Integer) ? @__native = Native.key_make_rsa(text) : __read(text, password)
      end

      def public_key = RSA.__of(Native.key_public(@__native))

      %w[n e d p q].each { |name| define_method(name) { (value = Native.key_numbers(@__native)[name]) && BN.new(value) } }

      def public_encrypt(data, padding = PKCS1_PADDING) = Native.key_encrypt(@__native, data, padding)

      def private_decrypt(data, padding = PKCS1_PADDING)
        raise RSAError, 'private key needed.' unless private?
        Native.key_decrypt(@__native, data, padding)
      end
    end

    class EC < PKey
      def self.__error = ECError

      def self.generate(curve) = __of(Native.key_make_ec(curve))

      def initialize(text, password = nil) = __read(text, password)

      def private_key? = private?

      def public_key? = true
    end

    class DSA < PKey
      def self.__error = DSAError

      def initialize(*) = raise(DSAError, 'Neither PUB key nor PRIV key: unsupported')
    end
  end

  module X509
    class CertificateError < OpenSSLError; end
    class NameError < OpenSSLError; end
    class ExtensionError < OpenSSLError; end
    class RequestError < OpenSSLError; end
    class StoreError < OpenSSLError; end

    class Name
      KINDS = {
        '2.5.4.3' => 'CN', '2.5.4.4' => 'SN', '2.5.4.5' => 'serialNumber', '2.5.4.6' => 'C', '2.5.4.7' => 'L',
        '2.5.4.8' => 'ST', '2.5.4.9' => 'street', '2.5.4.10' => 'O', '2.5.4.11' => 'OU', '2.5.4.12' => 'title',
        '2.5.4.42' => 'GN', '1.2.840.113549.1.9.1' => 'emailAddress', '0.9.2342.19200300.100.1.25' => 'DC',
        '0.9.2342.19200300.100.1.1' => 'UID'
      }.freeze

      COMPAT = 0
      RFC2253 = 17_892_119
      ONELINE = 8_520_479
      MULTILINE = 44_302_342

      include Comparable

      def self.__of(parts) = new(parts.map { |kind, text, tag| [KINDS[kind] || kind, text, tag] })

      def self.parse(text)
        parts = text.start_with?('/') ? text[1..].split('/') : text.split(/\s*,\s*/)
        new(parts.map { |part| part.split('=', 2).then { |name, value| [name, value, 12] } })
      end
      singleton_class.alias_method :parse_openssl, :parse

      def initialize(parts = []) = @parts = parts.map { |name, text, tag| [name, text, tag || 12] }

      def to_a = @parts.map(&:dup)

      def add_entry(name, text, tag = 12)
        @parts << [name, text, tag]
        self
      end

      def to_s(form = COMPAT)
        case form
        when RFC2253 then @parts.reverse.map { |name, text,| "#{name}=#{text.gsub(/[,+"\\<>;]/) { |c| "\\#{c}" }}" }.join(',')
        when ONELINE then @parts.map { |name, text,| "#{name} = #{text}" }.join(', ')
        when MULTILINE then @parts.map { |name, text,| "#{name} = #{text}" }.join("\n")
        else @parts.map { |name, text,| "/#{name}=#{text}" }.join
        end
      end

      def to_utf8 = to_s(RFC2253)

      def <=>(other) = to_s(RFC2253).downcase <=> other.to_s(RFC2253).downcase

      def eql?(other) = other.is_a?(Name) && self == other

      def hash = to_s(RFC2253).downcase.hash

      def inspect = "#<OpenSSL::X509::Name #{to_s(RFC2253)}>"
    end

    class Extension
      KINDS = {
        '2.5.29.14' => 'subjectKeyIdentifier', '2.5.29.15' => 'keyUsage', '2.5.29.17' => 'subjectAltName',
        '2.5.29.18' => 'issuerAltName', '2.5.29.19' => 'basicConstraints', '2.5.29.31' => 'crlDistributionPoints',
        '2.5.29.32' => 'certificatePolicies', '2.5.29.35' => 'authorityKeyIdentifier', '2.5.29.37' => 'extendedKeyUsage',
        '1.3.6.1.5.5.7.1.1' => 'authorityInfoAccess', '2.16.840.1.113730.1.13' => 'nsComment'
      }.freeze
      USES = ['Digital Signature', 'Non Repudiation', 'Key Encipherment', 'Data Encipherment', 'Key Agreement', 'Certificate Sign', 'CRL Sign', 'Encipher Only', 'Decipher Only'].freeze
      PURPOSES = {
        '1.3.6.1.5.5.7.3.1' => 'TLS Web Server Authentication', '1.3.6.1.5.5.7.3.2' => 'TLS Web Client Authentication',
        '1.3.6.1.5.5.7.3.3' => 'Code Signing', '1.3.6.1.5.5.7.3.4' => 'E-mail Protection', '1.3.6.1.5.5.7.3.8' => 'Time Stamping'
      }.freeze

      attr_reader :oid, :value_der

      def initialize(oid, critical, der, shown)
        @oid = KINDS[oid] || oid
        @critical = critical
        @value_der = der
        @shown = shown
      end

      def critical? = @critical

      def value
        content = ASN1.__read(@value_der)
        case @oid
        when 'basicConstraints' then "CA:#{content[0] == true ? 'TRUE' : 'FALSE'}#{content.find { |part| part.is_a?(Integer) }&.then { |depth| ", pathlen:#{depth}" }}"
        when 'subjectKeyIdentifier' then content.unpack('C*').map { |byte| format('%02X', byte) }.join(':')
        when 'authorityKeyIdentifier' then content.grep(Array).find { |tag, _| tag == 0 }&.last.to_s.unpack('C*').map { |byte| format('%02X', byte) }.join(':')
        when 'keyUsage' then USES.each_index.select { |i| (content.getbyte(i / 8 + 1).to_i >> (7 - i % 8)) & 1 == 1 }.map { |i| USES[i] }.join(', ')
        when 'extendedKeyUsage' then content.map { |oid| PURPOSES[oid] || oid }.join(', ')
        when 'subjectAltName' then content.map { |tag, data| __name(tag, data) }.join(', ')
        when 'nsComment' then content
        else @shown
        end
      end

      def to_a = [oid, value, critical?]

      def to_h = { 'oid' => oid, 'value' => value, 'critical' => critical? }

      def to_s = "#{oid} = #{'critical, ' if critical?}#{value}"

      private

      def __name(tag, data)
        case tag
        when 1 then "email:#{data}"
        when 2 then "DNS:#{data}"
        when 6 then "URI:#{data}"
        when 7 then "IP Address:#{data.bytesize == 4 ? data.unpack('C*').join('.') : data.unpack('n*').map { |part| part.to_s(16).upcase }.join(':')}"
        else "othername:<unsupported>"
        end
      end
    end

    class Certificate
      attr_reader :__native

      def initialize(text)
        @__native = Native.certificate_read(text.respond_to?(:read) && !text.is_a?(String) ? text.read : text)
        @facts = Native.certificate_facts(@__native)
      end

      def subject = Name.__of(@facts['subject'])

      def issuer = Name.__of(@facts['issuer'])

      def serial = BN.new(@facts['serial'])

      def version = @facts['version']

      def not_before = Time.at(@facts['not_before']).utc

      def not_after = Time.at(@facts['not_after']).utc

      def signature_algorithm = @facts['signature_algorithm']

      def extensions = @facts['extensions'].map { |parts| Extension.new(*parts) }

      def find_extension(oid) = extensions.find { |one| one.oid == oid }

      def subject_key_identifier = find_extension('subjectKeyIdentifier')&.then { |one| ASN1.__read(one.value_der) }

      def public_key
        native = Native.certificate_key(@__native)
        (Native.key_kind(native) == 'rsa' ? PKey::RSA : PKey::EC).__of(native)
      end

      def check_private_key(key) = public_key.public_to_der == key.public_to_der

      def verify(key) = Native.certificate_signed_by(@__native, key.__native)

      def to_pem = Native.certificate_pem(@__native)
      alias to_s to_pem

      def to_der = Native.certificate_der(@__native)

      def ==(other) = other.is_a?(Certificate) && to_der == other.to_der

      def hash = to_der.hash

      def inspect = "#<OpenSSL::X509::Certificate: subject=#{subject.inspect}, issuer=#{issuer.inspect}, serial=#{serial.inspect}, not_before=#{not_before.inspect}, not_after=#{not_after.inspect}>"
    end
  end

  module ASN1
    # What DER holds: sequences are arrays, tagged values pairs of their number and content.
    def self.__read(der) = __value(der.b, 0)[0]

    def self.__value(bytes, at)
      tag = bytes.getbyte(at)
      length = bytes.getbyte(at + 1)
      at += 2
      if length > 127
        count = length & 127
        length = bytes.byteslice(at, count).unpack1('H*').to_i(16)
        at += count
      end
      content = bytes.byteslice(at, length)
      value =
        if tag >> 6 == 2 then [tag & 31, tag & 32 == 0 ? content : __list(content)]
        else
          case tag & 31
          when 1 then content != "\0".b
          when 2 then content.unpack1('H*').to_i(16)
          when 6 then __identifier(content)
          when 16, 17 then __list(content)
          else content
          end
        end
      [value, at + length]
    end

    def self.__list(content)
      values = []
      at = 0
      while at < content.bytesize
        value, at = __value(content, at)
        values << value
      end
      values
    end

    def self.__identifier(content)
      numbers = []
      number = 0
      content.each_byte do |byte|
        number = number << 7 | byte & 127
        next if byte > 127
        numbers << number
        number = 0
      end
      first = numbers.shift
      [[first / 40, 2].min, first - [first / 40, 2].min * 40, *numbers].join('.')
    end
  end

  class PKCS7
    class PKCS7Error < OpenSSLError; end

    BINARY = 128
    NOVERIFY = 32

    def self.encrypt(certificates, data, *) = new(Native.pkcs7_encrypt(certificates.map(&:__native), data))

    def self.read_smime(text) = new(text)

    def initialize(text)
      @der = text.include?('-----BEGIN') ? text.b.gsub(/-----[A-Z0-9 ]+-----/, '').unpack1('m') : text.b
      raise ArgumentError, 'Could not parse the PKCS7: nested asn1 error' unless @der.getbyte(0) == 0x30
    end

    def decrypt(key, certificate = nil, *) = Native.pkcs7_decrypt(@der, key.__native, certificate&.__native)

    def to_der = @der

    def to_pem = "-----BEGIN PKCS7-----\n#{[@der].pack('m48')}-----END PKCS7-----\n"
    alias to_s to_pem
  end

  module SSL
    class SSLError < OpenSSLError; end

    VERIFY_NONE = 0
    VERIFY_PEER = 1
    VERIFY_FAIL_IF_NO_PEER_CERT = 2
  end
end
