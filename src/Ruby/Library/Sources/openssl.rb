# Digests, ciphers, keys, certificates and sealed messages. What computes is `Native`, written in C#.

module OpenSSL
  VERSION = '3.0.0'
  OPENSSL_VERSION = 'OpenSSL 3.0'
  OPENSSL_LIBRARY_VERSION = OPENSSL_VERSION
  OPENSSL_VERSION_NUMBER = 0x30000000

  class OpenSSLError < StandardError; end

  def self.fixed_length_secure_compare(one, other)
    one, other = [one, other].map { |text| __text(text).b }
    raise ArgumentError, 'inputs must be of equal length' unless one.bytesize == other.bytesize
    one == other
  end

  def self.secure_compare(one, other)
    hashed = [one, other].map { |text| Digest.digest('SHA256', __text(text)) }
    fixed_length_secure_compare(*hashed) && one == other
  end

  def self.__text(value)
    raise TypeError, "no implicit conversion of #{value.nil? ? 'nil' : value.class} into String" unless value.respond_to?(:to_str)
    value.to_str
  end

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

    def odd? = @value.odd?

    def negative? = @value < 0

    def prime?(*) = @value > 1 && (2..[Math.sqrt(@value).to_i, 1 << 20].min).none? { |one| @value % one == 0 }

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
      name = name.name if name.is_a?(Digest) || name.is_a?(::Digest::Base) && name.respond_to?(:name)
      raise TypeError, "wrong argument type #{name.class} (expected OpenSSL/Digest)" unless name.respond_to?(:to_str)
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

    # The name that older code knows.
    Digest = self
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

    def ==(other) = other.is_a?(HMAC) && digest == other.digest

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

  module KDF
    def self.hkdf(key, salt:, info:, length:, hash:)
      name = OpenSSL.__digest(hash)
      extracted = HMAC.digest(name, salt, key)
      made = +''.b
      last = ''.b
      (1..).each do |count|
        return made.byteslice(0, length) if made.bytesize >= length
        last = HMAC.digest(name, extracted, last + info.b + [count].pack('C'))
        made << last
      end
    end
  end

  module Random
    def self.random_bytes(count) = Native.random(count)

    def self.bytes(count) = random_bytes(count)
  end

  class Cipher
    class CipherError < OpenSSLError; end

    SIZES = { 'AES-128' => 16, 'AES-192' => 24, 'AES-256' => 32, 'DES-EDE3' => 24 }.freeze

    def self.ciphers = SIZES.keys.product(%w[CBC ECB CTR GCM]).reject { |name, mode| name.start_with?('DES') && %w[CTR GCM].include?(mode) }.map { |parts| parts.join('-').downcase }

    class AES < Cipher
      def self.new(*parts) = Cipher.new("AES-#{parts.join('-')}")
    end

    [128, 192, 256].each do |size|
      const_set("AES#{size}", Class.new(Cipher) { define_singleton_method(:new) { |mode = 'CBC'| Cipher.new("AES-#{size}-#{mode}") } })
    end

    attr_reader :name

    def self.new(name, *rest)
      return super if self != Cipher || !name.nil?
    end

    def initialize(name)
      @name = name.to_s.upcase
      @name = "#{@name}-CBC" if SIZES.key?(@name)
      @name = 'DES-EDE3-CBC' if @name == 'DES3'
      raise "unsupported cipher algorithm (#{name})" unless SIZES.key?(@name.rpartition('-')[0]) && Cipher.ciphers.include?(@name.downcase)
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

    def iv_len = { 'ECB' => 0, 'GCM' => 12, 'CTR' => 16 }[@name.rpartition('-')[2]] || block_size

    def block_size = { 'GCM' => 1, 'CTR' => 1 }[@name.rpartition('-')[2]] || (@name.start_with?('AES') ? 16 : 8)

    def authenticated? = @name.end_with?('GCM')

    def auth_data=(data)
      @auth_data = data
    end

    def auth_tag=(tag)
      @auth_tag = tag
    end

    def auth_tag(length = 16) = @auth_tag.byteslice(0, length)

    def auth_tag_len=(length)
      @auth_tag_len = length
    end

    def iv_len=(length)
      @iv = "\0".b * length
    end

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
      raise CipherError, 'key not set' unless @key
      @data << data.b
      ''.b
    end
    alias << update

    def final
      raise CipherError, 'no key set' unless @key
      case @name.rpartition('-')[2]
      when 'GCM'
        made, @auth_tag = Native.cipher_gcm(@encrypts, @key, @iv, @data, @auth_data.to_s, @auth_tag.to_s)
        made
      when 'CTR' then __counted
      else Native.cipher(@name, @encrypts, @key, @iv, @data, @padding != 0)
      end
    rescue CipherError
      raise CipherError, '' if authenticated?
      raise CipherError, 'wrong final block length' if !@encrypts && @data.bytesize % block_size != 0
      raise CipherError, @encrypts ? 'data not multiple of block length' : 'bad decrypt'
    end

    # Counters, enciphered one by one, laid over the text.
    def __counted
      blocks = (@data.bytesize + 15) / 16
      first = @iv.unpack1('H*').to_i(16)
      counters = Array.new(blocks) { |at| ((first + at) % (1 << 128)).to_s(16).rjust(32, '0') }.join
      stream = Native.cipher(@name.sub('CTR', 'ECB'), true, @key, ''.b, [counters].pack('H*'), false)
      @data.bytes.zip(stream.bytes).map { |one, other| one ^ other }.pack('C*')
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

    def self.read(text, password = nil) = __of(Native.key_read(__opened(text.respond_to?(:read) ? text.read : text, password), password))

    # The text of a key in the old form, sealed with a password: the password and the vector make the key.
    def self.__sealed(pem, cipher, password)
      raise TypeError, "no implicit conversion of #{password.nil? ? 'nil' : password.class} into String" unless password.respond_to?(:to_str)
      head, body, tail = pem.match(/\A(-----BEGIN [^\n]+\n)(.*?)(-----END .*)\z/m).captures
      maker = Cipher.new(cipher.name).encrypt
      iv = Random.random_bytes(maker.iv_len)
      sealed = __worked(maker, iv, password, body.unpack1('m'))
      "#{head}Proc-Type: 4,ENCRYPTED\nDEK-Info: #{maker.name},#{iv.unpack1('H*').upcase}\n\n#{[sealed].pack('m48')}#{tail}"
    end

    def self.__opened(text, password)
      text = OpenSSL.__text(text)
      found = text.match(/^(-----BEGIN [^\n]+\n)Proc-Type: 4,ENCRYPTED\r?\nDEK-Info: ([\w-]+),(\h+)\r?\n\r?\n(.*?)(-----END [^\n]+)/m) or return text
      raise PKeyError, 'Could not parse PKey: bad password read' if password.nil?
      maker = Cipher.new(found[2]).decrypt
      "#{found[1]}#{[__worked(maker, [found[3]].pack('H*'), password, found[4].unpack1('m'))].pack('m48')}#{found[5]}\n"
    rescue Cipher::CipherError
      raise PKeyError, 'Could not parse PKey: bad decrypt'
    end

    def self.__worked(maker, iv, password, data)
      maker.pkcs5_keyivgen(password, iv[0, 8], 1)
      maker.iv = iv
      maker.update(data) + maker.final
    end

    def self.__of(native) = (Native.key_kind(native) == 'rsa' ? RSA : EC).__of(native)

    class PKey
      attr_reader :__native

      def self.__of(native)
        made = allocate
        made.instance_variable_set(:@__native, native)
        made
      end

      def self.__error = PKeyError

      def __read(text, password)
        @__native = Native.key_read(OpenSSL::PKey.__opened(text.respond_to?(:read) ? text.read : text, password), password)
        raise self.class.__error, 'incorrect pkey type' unless Native.key_kind(@__native) == self.class.name.split('::').last.downcase
      rescue PKeyError => e
        reason = e.message[/bad decrypt|bad password read/] || 'unsupported'
        raise self.class.__error, is_a?(EC) && reason == 'unsupported' ? 'invalid curve name' : "Neither PUB key nor PRIV key: #{reason}"
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

      def to_pem(cipher = nil, password = nil)
        text = Native.key_pem(@__native, false)
        cipher && private? ? OpenSSL::PKey.__sealed(text, cipher, password) : text
      end
      alias export to_pem
      alias to_s to_pem

      def to_der = Native.key_der(@__native, false)

      def private_to_der = Native.key_pkcs8(@__native)

      def private_to_pem = "-----BEGIN PRIVATE KEY-----\n#{[private_to_der].pack('m48')}-----END PRIVATE KEY-----\n"

      def compare?(other) = public_to_der == other.public_to_der

      def oid = Native.key_kind(@__native) == 'rsa' ? 'rsaEncryption' : 'id-ecPublicKey'

      def inspect = "#<#{self.class} oid=#{oid}>"
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

      NUMBERS = %w[n e d p q dmp1 dmq1 iqmp].freeze

      def params = NUMBERS.to_h { |name| [name, BN.new(Native.key_numbers(@__native)[name] || 0)] }

      def private_encrypt(data, _padding = PKCS1_PADDING)
        raise RSAError, 'private key needed.' unless private?
        size = n.num_bytes
        block = [0, 1, *[255] * (size - data.bytesize - 3), 0].pack('C*') << data.b
        [block.unpack1('H*').to_i(16).pow(d.to_i, n.to_i).to_s(16).rjust(size * 2, '0')].pack('H*')
      end

      def public_decrypt(data, _padding = PKCS1_PADDING)
        block = [data.unpack1('H*').to_i(16).pow(e.to_i, n.to_i).to_s(16).rjust(n.num_bytes * 2, '0')].pack('H*')
        raise RSAError, 'padding check failed' unless block.start_with?("\0\1".b)
        block.byteslice(block.index("\0".b, 2) + 1..)
      end

      def sign_pss(digest, data, salt_length: :max, mgf1_hash: digest) = Native.key_sign_pss(@__native, OpenSSL.__digest(digest), data)

      def verify_pss(digest, signature, data, salt_length: :auto, mgf1_hash: digest) = Native.key_verify_pss(@__native, OpenSSL.__digest(digest), signature, data)

      NUMBERS.each { |name| define_method(name) { (value = Native.key_numbers(@__native)[name]) && BN.new(value) } }

      def public_encrypt(data, padding = PKCS1_PADDING) = Native.key_encrypt(@__native, data, padding)

      def private_decrypt(data, padding = PKCS1_PADDING)
        raise RSAError, 'private key needed.' unless private?
        Native.key_decrypt(@__native, data, padding)
      rescue RSAError
        raise
      rescue PKeyError
        raise RSAError, 'EVP_PKEY_decrypt: padding check failed'
      end
    end

    class EC < PKey
      def self.__error = ECError

      CURVES = { 'prime256v1' => 256, 'secp384r1' => 384, 'secp521r1' => 521 }.freeze

      Group = Struct.new(:curve_name, :degree)

      class Point
        def initialize(bytes)
          @bytes = bytes
        end

        def to_bn(*) = BN.new(@bytes.unpack1('H*').to_i(16))

        def to_octet_string(*) = @bytes

        def ==(other) = other.is_a?(Point) && to_octet_string == other.to_octet_string
      end

      def self.generate(curve) = __of(Native.key_make_ec(curve))

      def self.builtin_curves = CURVES.keys.map { |name| [name, "a curve of #{CURVES[name]} bits"] }

      def initialize(text, password = nil)
        CURVES.key?(text) ? @curve = text : __read(text, password)
      end

      def group
        name = @curve || CURVES.keys.find { |one| CURVES[one] == Native.key_size(@__native) }
        Group.new(name, CURVES[name])
      end

      def private? = @__native ? super : false

      def public_key = Point.new(Native.key_numbers(@__native)['point'])

      def private_key = private? ? BN.new(Native.key_numbers(@__native)['d']) : nil

      def check_key = true

      def private_key? = private?

      def dsa_sign_asn1(digest) = Native.key_sign_hash(@__native, digest)

      def dsa_verify_asn1(digest, signature) = Native.key_verify_hash(@__native, digest, signature)

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
        parts = text.start_with?('/') ? text[1..].split(%r{/(?=[\w.]+=)}) : text.split(/\s*,\s*/)
        new(parts.map { |part| part.split('=', 2).then { |name, value| [name, value, nil] } })
      end
      singleton_class.alias_method :parse_openssl, :parse

      # The kinds of texts that are not UTF-8.
      TAGS = { 'C' => 19, 'serialNumber' => 19, 'DC' => 22, 'emailAddress' => 22 }.freeze
      OBJECT_TYPE_TEMPLATE = TAGS

      def initialize(parts = [], *)
        @parts = []
        parts.each { |name, text, tag| add_entry(name, text, tag) }
      end

      def to_a = @parts.map { |name, text, tag| [name, text.b, tag] }

      def add_entry(name, text, tag = nil)
        OpenSSL.__text(text)
        raise NameError, 'X509_NAME_add_entry_by_txt: invalid field name' unless name.match?(/\A[\d.]+\z/) || ASN1.__object(name)
        name = ASN1.__object(name)&.first || name
        @parts << [name, text, tag || TAGS[name] || 12]
        self
      end

      def to_der = ASN1::Sequence(@parts.map { |part| __entry(*part) }).to_der

      # What certificates of this subject are found by: of the texts only what does not differ in case and spaces.
      def hash
        plain = @parts.map { |name, text,| __entry(name, text.dup.force_encoding('UTF-8').strip.downcase(:ascii).gsub(/\s+/, ' '), 12).to_der }
        ::Digest::SHA1.digest(plain.join).unpack1('V')
      end

      def hash_old = ::Digest::MD5.digest(to_der).unpack1('V')

      def __entry(name, text, tag) = ASN1::Set([ASN1::Sequence([ASN1::ObjectId(name), { 19 => ASN1::PrintableString, 22 => ASN1::IA5String }.fetch(tag, ASN1::UTF8String).new(text)])])
      private :__entry

      # A text with a sign before each character that would end it, and bytes beyond ASCII by their numbers.
      def __escaped(text, signs, mark)
        shown = text.dup.force_encoding('UTF-8').gsub(signs) { |c| "\\#{c}" }
        mark ? shown.gsub(/[^\x20-\x7e]/) { |c| c.bytes.map { |byte| format(mark, byte) }.join } : shown
      end
      private :__escaped

      def to_s(form = nil)
        case form
        when RFC2253 then __reversed('\\%02X')
        when ONELINE
          @parts.map do |name, text,|
            shown = __escaped(text, /["\\]/, '\\%02X')
            "#{name} = #{text.match?(/[,+<>;]|\A[ #]| \z/) ? "\"#{shown}\"" : shown}"
          end.join(', ')
        when MULTILINE then @parts.map { |name, text,| "#{(LONG[name] || name).ljust(25)} = #{text}" }.join("\n")
        when COMPAT then @parts.map { |name, text,| "#{name}=#{__escaped(text, %r{[/+]}, '\\x%02X')}" }.join(', ').gsub(', emailAddress=', '/emailAddress=')
        else @parts.map { |name, text,| "/#{name}=#{__escaped(text, %r{[/+]}, '\\x%02X')}" }.join
        end
      end

      def to_utf8 = __reversed(nil)

      def __reversed(mark) = @parts.reverse.map { |name, text,| "#{name}=#{__escaped(text, /\A[ #]|[,+"\\<>;]| \z/, mark)}" }.join(',')
      private :__reversed

      def <=>(other) = to_s(RFC2253).downcase <=> other.to_s(RFC2253).downcase

      alias cmp <=>

      def eql?(other) = other.is_a?(Name) && self == other

      def inspect = "#<OpenSSL::X509::Name #{to_utf8}>"
    end

    class Extension
      KINDS = {
        '2.5.29.14' => 'subjectKeyIdentifier', '2.5.29.15' => 'keyUsage', '2.5.29.17' => 'subjectAltName',
        '2.5.29.18' => 'issuerAltName', '2.5.29.19' => 'basicConstraints', '2.5.29.31' => 'crlDistributionPoints',
        '2.5.29.32' => 'certificatePolicies', '2.5.29.35' => 'authorityKeyIdentifier', '2.5.29.37' => 'extendedKeyUsage',
        '1.3.6.1.5.5.7.1.1' => 'authorityInfoAccess', '2.5.29.20' => 'crlNumber', '2.5.29.21' => 'CRLReason', '2.16.840.1.113730.1.13' => 'nsComment'
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
        when 'CRLReason' then ['Unspecified', 'Key Compromise', 'CA Compromise', 'Affiliation Changed', 'Superseded', 'Cessation Of Operation', 'Certificate Hold', nil, 'Remove From CRL', 'Privilege Withdrawn', 'AA Compromise'][content.is_a?(String) ? content.getbyte(0) : content]
        when 'crlNumber' then content.to_s
        else @shown
        end
      end

      def ==(other) = other.is_a?(Extension) && to_a == other.to_a && value_der == other.value_der

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

      def self.load(text)
        text = text.read if text.respond_to?(:read)
        found = text.scan(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/m)
        (found.empty? ? [text] : found).map { |one| new(one) }
      end

      def self.load_file(path) = load(File.binread(path))

      def initialize(text)
        text = text.read if text.respond_to?(:read)
        raise TypeError, "no implicit conversion of #{text.nil? ? 'nil' : text.class} into String" unless text.respond_to?(:to_str) || text.respond_to?(:to_der)
        @__native = Native.certificate_read(text.respond_to?(:to_der) ? text.to_der : text)
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

      def authority_key_identifier = find_extension('authorityKeyIdentifier')&.then { |one| ASN1.__read(one.value_der).grep(Array).find { |tag, _| tag == 0 }&.last }

      def crl_uris = __uris(find_extension('crlDistributionPoints')) { |one| ASN1.decode(one.value_der).value.map { |point| point.value[0].value[0].value[0] } }

      def ocsp_uris = __access('1.3.6.1.5.5.7.48.1')

      def ca_issuer_uris = __access('1.3.6.1.5.5.7.48.2')

      def __access(oid) = __uris(find_extension('authorityInfoAccess')) { |one| ASN1.decode(one.value_der).value.select { |entry| entry.value[0].oid == oid }.map { |entry| entry.value[1] } }

      def __uris(extension) = extension && yield(extension).select { |name| name.tag == 6 }.map(&:value)

      def tbs_bytes = ASN1.decode(to_der).value[0].to_der

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

  module SSL
    class SSLError < OpenSSLError; end

    VERIFY_NONE = 0
    VERIFY_PEER = 1
    VERIFY_FAIL_IF_NO_PEER_CERT = 2
  end
end

require 'openssl/asn1'
require 'openssl/x509'
require 'openssl/pkcs7'
