# Messages that are signed or sealed (RFC 2315), and keys kept with their certificates.
module OpenSSL
  class PKCS7
    class PKCS7Error < OpenSSLError; end

    TEXT = 1
    NOCERTS = 2
    NOSIGS = 4
    NOCHAIN = 8
    NOINTERN = 16
    NOVERIFY = 32
    DETACHED = 64
    BINARY = 128
    NOATTR = 256

    # Who signed, or whom it is for.
    class SignerInfo
      attr_reader :__parts

      def initialize(parts)
        @__parts = parts
        @name, @serial = parts[1].value
      end

      def issuer = X509::Name.__of_tree(@name)
      alias name issuer

      def serial = @serial.value

      def signed_time = PKCS7.__attribute(@__parts, 'signingTime')&.value
    end
    Signer = SignerInfo
    RecipientInfo = SignerInfo

    class << self
      def encrypt(certificates, data, _cipher = nil, _flags = 0) = new(Native.pkcs7_encrypt(certificates.map(&:__native), data))

      def sign(certificate, key, data, certificates = [], flags = 0)
        data = data.gsub(/\r?\n/, "\r\n") if flags & BINARY == 0
        hash = ASN1::Sequence.new([ASN1::ObjectId.new('SHA256'), ASN1::Null.new(nil)])
        attributes = [['contentType', ASN1::ObjectId.new('pkcs7-data')], ['signingTime', ASN1::UTCTime.new(Time.now)], ['messageDigest', ASN1::OctetString.new(::Digest::SHA256.digest(data))]]
        attributes = attributes.map { |name, value| ASN1::Sequence.new([ASN1::ObjectId.new(name), ASN1::Set.new([value])]) }.sort_by(&:to_der)
        signed = flags & NOATTR == 0 ? ASN1::Set.new(attributes).to_der : data
        signer = [ASN1::Integer.new(1), ASN1::Sequence.new([ASN1.decode(certificate.issuer.to_der), ASN1::Integer.new(certificate.serial)]), hash]
        signer << ASN1::ASN1Data.new(attributes, 0, :CONTEXT_SPECIFIC) if flags & NOATTR == 0
        signer << ASN1::Sequence.new([ASN1::ObjectId.new('rsaEncryption'), ASN1::Null.new(nil)]) << ASN1::OctetString.new(key.sign('SHA256', signed))
        content = [ASN1::ObjectId.new('pkcs7-data')]
        content << ASN1::ASN1Data.new([ASN1::OctetString.new(data)], 0, :CONTEXT_SPECIFIC) if flags & DETACHED == 0
        shown = flags & NOCERTS == 0 ? [certificate, *certificates].map { |one| ASN1.decode(one.to_der) } : []
        body = [ASN1::Integer.new(1), ASN1::Set.new([hash]), ASN1::Sequence.new(content)]
        body << ASN1::ASN1Data.new(shown, 0, :CONTEXT_SPECIFIC) unless shown.empty?
        body << ASN1::Set.new([ASN1::Sequence.new(signer)])
        new(ASN1::Sequence.new([ASN1::ObjectId.new('pkcs7-signedData'), ASN1::ASN1Data.new([ASN1::Sequence.new(body)], 0, :CONTEXT_SPECIFIC)]).to_der)
      end

      def read_smime(text)
        raise PKCS7Error, 'no content type' unless text.match?(/^content-type:/i)
        new(text.split(/\r?\n\r?\n/, 2)[1].unpack1('m'))
      end

      def write_smime(message, _data = nil, _flags = 0)
        "MIME-Version: 1.0\nContent-Disposition: attachment; filename=\"smime.p7m\"\nContent-Type: application/pkcs7-mime; smime-type=#{message.type == :signed ? 'signed' : 'enveloped'}-data; name=\"smime.p7m\"\nContent-Transfer-Encoding: base64\n\n#{[message.to_der].pack('m48')}\n"
      end

      def __attribute(parts, name)
        set = parts.find { |one| one.tag_class == :CONTEXT_SPECIFIC && one.tag == 0 }
        set&.value&.find { |one| one.value[0].sn == name }&.value&.at(1)&.value&.first
      end
    end

    attr_reader :error_string, :data
    attr_accessor :error_string

    def initialize(text)
      text = text.read if text.respond_to?(:read)
      @der = text.include?('-----BEGIN') ? text.b.gsub(/-----[A-Z0-9 ]+-----/, '').unpack1('m') : text.b
      raise ArgumentError, 'Could not parse the PKCS7: no start line' unless @der.getbyte(0) == 0x30
      kind, content = ASN1.decode(@der).value
      @kind = kind.sn
      @body = content&.value&.at(0)&.value
      @data = @body[2].value[1]&.value&.at(0)&.value if type == :signed
    rescue ASN1::ASN1Error
      raise ArgumentError, 'Could not parse the PKCS7: nested asn1 error'
    end

    def type = { 'pkcs7-signedData' => :signed, 'pkcs7-envelopedData' => :enveloped, 'pkcs7-data' => :data }[@kind]

    def detached = type == :signed && @body[2].value.size == 1
    alias detached? detached

    def certificates = __tagged(0)&.map { |one| X509::Certificate.new(one.to_der) }

    def crls = __tagged(1)&.map { |one| X509::CRL.new(one.to_der) }

    def signers = type == :signed ? @body.last.value.map { |one| SignerInfo.new(one.value) } : []

    def recipients = type == :enveloped ? @body[1].value.map { |one| RecipientInfo.new(one.value) } : []

    def verify(certificates, store, indata = nil, flags = 0)
      known = [*certificates, *(self.certificates unless flags & NOINTERN != 0)]
      content = indata || @data
      @error_string = nil
      signers.each do |signer|
        owner = known.find { |one| one.issuer == signer.issuer && one.serial == signer.serial }
        return __failed('signer certificate not found') unless owner
        return __failed('certificate verify error') unless flags & NOVERIFY != 0 || store.verify(owner, known)
        return __failed('signature failure') unless flags & NOSIGS != 0 || __signed?(signer.__parts, owner, content.to_s)
      end
      @data = content
      true
    end

    def decrypt(key, certificate = nil, *) = Native.pkcs7_decrypt(@der, key.__native, certificate&.__native)

    def to_der = @der

    def to_pem = "-----BEGIN PKCS7-----\n#{[@der].pack('m48')}-----END PKCS7-----\n"
    alias to_s to_pem

    private

    def __tagged(tag) = type == :signed && @body.find { |one| one.tag_class == :CONTEXT_SPECIFIC && one.tag == tag }&.value || nil

    def __failed(text)
      @error_string = text
      @data = ''
      false
    end

    def __signed?(parts, owner, content)
      hash = parts[2].value[0].sn
      set = parts.find { |one| one.tag_class == :CONTEXT_SPECIFIC && one.tag == 0 }
      if set
        return false unless PKCS7.__attribute(parts, 'messageDigest')&.value == ::Digest.const_get(hash).digest(content)
        content = ASN1::Set.new(set.value).to_der
      end
      owner.public_key.verify(hash, parts.reverse.find { |one| one.is_a?(ASN1::OctetString) }.value, content)
    end
  end

  class PKCS12
    class PKCS12Error < OpenSSLError; end

    attr_reader :key, :certificate, :ca_certs

    def self.create(password, _name, key, certificate, ca_certs = nil, *) = new(Native.pkcs12_make(password, key.__native, certificate.__native, (ca_certs || []).map(&:__native)), password)

    def initialize(text, password = '')
      @der = text.respond_to?(:read) ? text.read : text
      key, *certificates = Native.pkcs12_read(@der, password || '')
      @key = key && PKey.__of(key)
      @certificate, *others = certificates.map { |der| X509::Certificate.new(der) }
      @ca_certs = others.empty? ? nil : others
    end

    def to_der = @der
  end
end
