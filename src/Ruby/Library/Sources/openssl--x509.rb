# Requests, lists of what was revoked, and stores of whom one trusts.
module OpenSSL
  module X509
    class CRLError < OpenSSLError; end
    class RevokedError < OpenSSLError; end
    class AttributeError < OpenSSLError; end

    # What a message with a signature has in common: the signed part, the algorithm, the signature.
    module Signed
      def __take(text, label, error)
        text = text.read if text.respond_to?(:read)
        @der = text.match?(/-----BEGIN #{label}-----/) ? text[/-----BEGIN #{label}-----(.*?)-----END/m, 1].unpack1('m') : text.b
        raise error unless @der.getbyte(0) == 0x30
        @tree = ASN1.decode(@der)
        @body, algorithm, @signature = @tree.value
        @algorithm = algorithm.value[0]
      rescue ASN1::ASN1Error
        raise error
      end

      def signature_algorithm = @algorithm.ln || @algorithm.oid

      def __signed_by(key) = Native.key_verify(key.__native, @algorithm.sn[/SHA\d+|MD5/] || 'SHA1', @signature.value, @body.to_der)

      def to_der = @der

      def __pem(label) = "-----BEGIN #{label}-----\n#{[@der].pack('m48')}-----END #{label}-----\n"

      def ==(other) = other.class == self.class && to_der == other.to_der
    end

    class Attribute
      attr_reader :oid, :value

      def initialize(oid, value = nil)
        @oid = oid
        @value = value
      end
    end

    class Request
      include Signed

      def initialize(text)
        __take(text, '(?:NEW )?CERTIFICATE REQUEST', RequestError.new('PEM_read_bio_X509_REQ: no start line'))
      end

      def version = @body.value[0].value.to_i

      def subject = Name.__of_tree(@body.value[1])

      def public_key = PKey.read(@body.value[2].to_der)

      def attributes = @body.value[3..].flat_map(&:value).map { |one| Attribute.new(one.value[0].sn || one.value[0].oid, one.value[1]) }

      def verify(key) = __signed_by(key)

      def to_pem = __pem('CERTIFICATE REQUEST')
      alias to_s to_pem
    end

    class Revoked
      attr_reader :serial, :time, :extensions

      def initialize(parts = nil)
        return unless parts
        @serial = parts[0].value
        @time = parts[1].value
        @extensions = parts[2] ? Extension.__of_tree(parts[2]) : []
      end
    end

    class CRL
      include Signed

      def initialize(text)
        __take(text, 'X509 CRL', CRLError.new('PEM_read_bio_X509_CRL: no start line'))
        @parts = @body.value.dup
        @version = @parts[0].is_a?(ASN1::Integer) ? @parts.shift.value.to_i : 0
      end

      attr_reader :version

      def issuer = Name.__of_tree(@parts[1])

      def last_update = @parts[2].value

      def next_update = @parts[3].is_a?(ASN1::Sequence) ? nil : @parts[3]&.value

      def revoked = (@parts[3..].find { |one| one.is_a?(ASN1::Sequence) }&.value || []).map { |one| Revoked.new(one.value) }

      def extensions = @parts.find { |one| one.tag_class == :CONTEXT_SPECIFIC }.then { |one| one ? Extension.__of_tree(one.value[0]) : [] }

      def verify(key) = __signed_by(key)

      def to_pem = __pem('X509 CRL')
      alias to_s to_pem
    end

    V_OK = 0
    V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY = 20
    V_FLAG_CRL_CHECK = 4
    V_FLAG_CRL_CHECK_ALL = 8
    V_FLAG_PARTIAL_CHAIN = 0x80000
    PURPOSE_SSL_CLIENT = 1
    PURPOSE_SSL_SERVER = 2
    PURPOSE_ANY = 7

    ERRORS = {
      0 => 'ok', 7 => 'certificate signature failure', 9 => 'certificate is not yet valid', 10 => 'certificate has expired',
      18 => 'self-signed certificate', 19 => 'self-signed certificate in certificate chain', 20 => 'unable to get local issuer certificate',
      23 => 'certificate revoked', 3 => 'unable to get certificate CRL'
    }.freeze

    class Store
      attr_reader :error, :chain
      attr_accessor :time, :flags, :purpose, :trust

      def initialize
        @certificates = []
        @lists = []
        @flags = 0
        @error = 0
      end

      attr_reader :certificates, :lists

      def add_cert(certificate)
        @certificates << certificate
        self
      end

      def add_crl(list)
        @lists << list
        self
      end

      def add_file(path)
        raise StoreError, 'X509_LOOKUP_load_file: system lib' unless File.file?(path)
        Certificate.load(File.read(path)).each { |one| add_cert(one) }
        self
      end

      def add_path(path)
        Dir.glob(File.join(path, '*')).sort.each { |one| add_file(one) if File.file?(one) }
        self
      end

      def set_default_paths = nil

      def error_string = ERRORS[@error] || 'unknown'

      def verify(certificate, chain = [])
        @chain = [certificate]
        @error = __check(certificate, chain || [])
        @error == 0
      end

      private

      def __check(certificate, others)
        loop do
          last = @chain.last
          own = last.subject == last.issuer
          break if own && @certificates.include?(last)
          issuer = own ? nil : @certificates.find { |one| one.subject == last.issuer } || others.find { |one| one.subject == last.issuer }
          return own ? (@chain.size > 1 ? 19 : 18) : 20 unless issuer
          return 7 unless last.verify(issuer.public_key)
          @chain << issuer
          break if @flags & V_FLAG_PARTIAL_CHAIN != 0 && @certificates.include?(issuer)
        end
        now = @time || Time.now
        return 9 if @chain.any? { |one| now < one.not_before }
        return 10 if @chain.any? { |one| now > one.not_after }
        __revoked(@flags & V_FLAG_CRL_CHECK_ALL != 0 ? @chain[0..-2] : @chain.first(1))
      end

      def __revoked(checked)
        return 0 if @flags & (V_FLAG_CRL_CHECK | V_FLAG_CRL_CHECK_ALL) == 0
        checked.each do |one|
          list = @lists.find { |each| each.issuer == one.issuer } or return 3
          return 23 if list.revoked.any? { |entry| entry.serial == one.serial }
        end
        0
      end
    end

    class StoreContext
      attr_reader :chain, :error

      def initialize(store, certificate = nil, chain = [])
        @store = store
        @certificate = certificate
        @given = chain
      end

      def verify
        found = @store.verify(@certificate, @given)
        @chain = @store.chain
        @error = @store.error
        found
      end

      def error_string = ERRORS[@error]

      def current_cert = @chain&.last
    end

    class Name
      LONG = ASN1::OBJECTS.to_h { |short, long, _| [short, long] }.freeze

      def self.__of_tree(tree)
        __of(tree.value.flat_map { |set| set.value.map { |pair| [pair.value[0].oid, pair.value[1].value, pair.value[1].tag] } })
      end

      def self.parse_rfc2253(text)
        new(text.scan(/((?:\\.|[^,\\])+)(?:,\s*|\z)/).flatten.reverse.map { |part| part.split('=', 2).then { |name, value| [name.strip, value.gsub(/\\(.)/, '\1'), nil] } })
      end

      def to_der
        ASN1::Sequence.new(@parts.map { |name, text, tag| ASN1::Set.new([ASN1::Sequence.new([ASN1::ObjectId.new(name), ASN1::TYPES[tag].new(text)])]) }).to_der
      end
    end

    class Extension
      def self.__of_tree(tree)
        tree.value.map do |one|
          oid, *rest = one.value
          new(oid.oid, rest.size > 1 && rest[0].value, rest.last.value, '')
        end
      end

      def to_der
        ASN1::Sequence.new([ASN1::ObjectId.new(@oid), *(ASN1::Boolean.new(true) if @critical), ASN1::OctetString.new(@value_der)]).to_der
      end
    end
  end
end
