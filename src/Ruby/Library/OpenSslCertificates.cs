using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bunraku.Ruby;

/// <summary>Certificates, and what is sealed for their owners, as <c>openssl.rb</c> asks for them.</summary>
internal static class OpenSslCertificates
{
    private const string EnvelopedData = "1.2.840.113549.1.7.3";
    private const string Data = "1.2.840.113549.1.7.1";
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string Aes256 = "2.16.840.1.101.3.4.1.42";
    private static readonly Asn1Tag Explicit0 = new(TagClass.ContextSpecific, 0, isConstructed: true);

    public static void Define(Runtime r, Action<string, int, NativeBody> on)
    {
        on(
            "certificate_read",
            1,
            static (r, _, a, _) => new RubyNative(r.Classes.Object, Read(r, OpenSslLibrary.Given(a[0])))
        );
        on("certificate_facts", 1, static (r, _, a, _) => Facts(r, Of(a[0])));
        on("certificate_key", 1, static (r, _, a, _) => KeyOf(r, Of(a[0])));
        on("certificate_der", 1, static (r, _, a, _) => OpenSslLibrary.Bytes(r, Of(a[0]).RawData));
        on("certificate_pem", 1, static (r, _, a, _) => r.String(Of(a[0]).ExportCertificatePem() + "\n"));
        on("certificate_signed_by", 2, static (r, _, a, _) => Booleans.Of(IsSigned(r, Of(a[0]), a[1])));
        on("pkcs12_read", 2, static (r, _, a, _) => ReadStore(r, OpenSslLibrary.Given(a[0]), r.Text(a[1])));
        on(
            "pkcs12_make",
            4,
            static (r, _, a, _) =>
                OpenSslLibrary.Bytes(
                    r,
                    WriteStore(r.Text(a[0]), a[1], Of(a[2]), ((RubyArray)a[3]).Items.Select(Of))
                )
        );
        on(
            "pkcs7_decrypt",
            3,
            static (r, _, a, _) =>
                OpenSslLibrary.Bytes(
                    r,
                    Decrypt(
                        r,
                        OpenSslLibrary.Given(a[0]),
                        a[1],
                        a[2] is RubyNative native ? (X509Certificate2)native.State : null
                    )
                )
        );
        on(
            "pkcs7_encrypt",
            2,
            static (r, _, a, _) =>
                OpenSslLibrary.Bytes(
                    r,
                    Encrypt(r, OpenSslLibrary.Given(a[1]), [.. ((RubyArray)a[0]).Items.Select(Of)])
                )
        );
    }

    /// <summary>The private key and the certificates of a store: the key's first.</summary>
    private static RubyArray ReadStore(Runtime r, byte[] store, string password)
    {
        X509Certificate2Collection all;
        try
        {
            all = X509CertificateLoader.LoadPkcs12Collection(
                store,
                password,
                X509KeyStorageFlags.Exportable | X509KeyStorageFlags.EphemeralKeySet
            );
        }
        catch (CryptographicException)
        {
            throw OpenSslLibrary.Failed(
                r,
                "OpenSSL::PKCS12::PKCS12Error",
                "PKCS12_parse: mac verify failure"
            );
        }
        var owner = all.FirstOrDefault(one => one.HasPrivateKey);
        AsymmetricAlgorithm? key =
            owner?.GetRSAPrivateKey() ?? (AsymmetricAlgorithm?)owner?.GetECDsaPrivateKey();
        return r.Array([
            key is null ? Nil.Value : OpenSslKeys.Private(r, key),
            .. all.OrderByDescending(one => one.HasPrivateKey)
                .Select(one => (object)OpenSslLibrary.Bytes(r, one.RawData)),
        ]);
    }

    private static byte[] WriteStore(
        string password,
        object key,
        X509Certificate2 owner,
        IEnumerable<X509Certificate2> others
    )
    {
        using var whole = OpenSslKeys.Algorithm(key) is RSA rsa
            ? owner.CopyWithPrivateKey(rsa)
            : owner.CopyWithPrivateKey((ECDsa)OpenSslKeys.Algorithm(key));
        var all = new X509Certificate2Collection(whole);
        all.AddRange(others.ToArray());
        return all.Export(X509ContentType.Pkcs12, password)!;
    }

    private static X509Certificate2 Of(object value) => (X509Certificate2)((RubyNative)value).State;

    private static X509Certificate2 Read(Runtime r, byte[] given)
    {
        var text = System.Text.Encoding.Latin1.GetString(given);
        try
        {
            return text.Contains("-----BEGIN", StringComparison.Ordinal)
                ? X509Certificate2.CreateFromPem(text)
                : X509CertificateLoader.LoadCertificate(given);
        }
        catch (CryptographicException)
        {
            throw OpenSslLibrary.Failed(
                r,
                "OpenSSL::X509::CertificateError",
                text.Contains("-----BEGIN", StringComparison.Ordinal)
                    ? "PEM_read_bio_X509: bad base64 decode"
                    : "PEM_read_bio_X509: no start line"
            );
        }
    }

    private static RubyHash Facts(Runtime r, X509Certificate2 certificate)
    {
        var facts = r.Hash();
        void Add(string name, object value) => facts[r.String(name)] = value;
        Add("subject", Name(r, certificate.SubjectName));
        Add("issuer", Name(r, certificate.IssuerName));
        Add("serial", OpenSslLibrary.Big(certificate.SerialNumberBytes.ToArray()));
        Add("version", (long)certificate.Version - 1);
        Add("not_before", new DateTimeOffset(certificate.NotBefore.ToUniversalTime()).ToUnixTimeSeconds());
        Add("not_after", new DateTimeOffset(certificate.NotAfter.ToUniversalTime()).ToUnixTimeSeconds());
        Add("signature_algorithm", r.String(Signature(certificate.SignatureAlgorithm)));
        Add(
            "extensions",
            r.Array([
                .. certificate.Extensions.Select(one =>
                    (object)
                        r.Array([
                            r.String(one.Oid?.Value ?? ""),
                            Booleans.Of(one.Critical),
                            OpenSslLibrary.Bytes(r, one.RawData),
                            r.String(one.Format(false)),
                        ])
                ),
            ])
        );
        return facts;
    }

    private static string Signature(Oid algorithm) =>
        algorithm.Value switch
        {
            "1.2.840.113549.1.1.5" => "sha1WithRSAEncryption",
            "1.2.840.113549.1.1.11" => "sha256WithRSAEncryption",
            "1.2.840.113549.1.1.12" => "sha384WithRSAEncryption",
            "1.2.840.113549.1.1.13" => "sha512WithRSAEncryption",
            "1.2.840.10045.4.3.2" => "ecdsa-with-SHA256",
            "1.2.840.10045.4.3.3" => "ecdsa-with-SHA384",
            _ => algorithm.FriendlyName ?? algorithm.Value ?? "",
        };

    /// <summary>The parts of a name in order, each as the number of its kind and its text.</summary>
    private static RubyArray Name(Runtime r, X500DistinguishedName name)
    {
        var parts = new List<object>();
        var all = new AsnReader(name.RawData, AsnEncodingRules.BER).ReadSequence();
        while (all.HasData)
        {
            var set = all.ReadSetOf(skipSortOrderValidation: true);
            while (set.HasData)
            {
                var pair = set.ReadSequence();
                var kind = pair.ReadObjectIdentifier();
                var tag = pair.PeekTag();
                var text = (UniversalTagNumber)tag.TagValue switch
                {
                    UniversalTagNumber.UTF8String
                    or UniversalTagNumber.PrintableString
                    or UniversalTagNumber.IA5String
                    or UniversalTagNumber.T61String
                    or UniversalTagNumber.BMPString
                    or UniversalTagNumber.NumericString => pair.ReadCharacterString(
                        (UniversalTagNumber)tag.TagValue
                    ),
                    _ => Convert.ToHexString(pair.ReadEncodedValue().Span),
                };
                parts.Add(r.Array([r.String(kind), r.String(text), (long)tag.TagValue]));
            }
        }
        return r.Array(parts);
    }

    private static object KeyOf(Runtime r, X509Certificate2 certificate) =>
        certificate.GetRSAPublicKey() is { } rsa ? OpenSslKeys.OfRsa(r, rsa)
        : certificate.GetECDsaPublicKey() is { } curve ? OpenSslKeys.OfCurve(r, curve)
        : throw OpenSslLibrary.Failed(r, "OpenSSL::X509::CertificateError", "unsupported kind of key");

    private static bool IsSigned(Runtime r, X509Certificate2 certificate, object key)
    {
        var outer = new AsnReader(certificate.RawData, AsnEncodingRules.DER).ReadSequence();
        var signed = outer.ReadEncodedValue().ToArray();
        var algorithm = outer.ReadSequence().ReadObjectIdentifier();
        var signature = outer.ReadBitString(out _);
        var hash = algorithm switch
        {
            "1.2.840.113549.1.1.5" => "SHA1",
            "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => "SHA384",
            "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => "SHA512",
            _ => "SHA256",
        };
        return r.Send(
            r.FindConstant("OpenSSL::Native")!,
            "key_verify",
            key,
            r.String(hash),
            OpenSslLibrary.Bytes(r, signature),
            OpenSslLibrary.Bytes(r, signed)
        )
            is true;
    }

    private static byte[] Decrypt(Runtime r, byte[] message, object key, X509Certificate2? certificate)
    {
        var outer = new AsnReader(message, AsnEncodingRules.BER).ReadSequence();
        if (outer.ReadObjectIdentifier() != EnvelopedData)
        {
            throw OpenSslLibrary.Failed(r, "OpenSSL::PKCS7::PKCS7Error", "wrong content type");
        }
        var enveloped = outer.ReadSequence(Explicit0).ReadSequence();
        enveloped.ReadInteger();
        var set = enveloped.ReadSetOf(skipSortOrderValidation: true);
        byte[]? sealedKey = null;
        while (set.HasData)
        {
            var recipient = set.ReadSequence();
            recipient.ReadInteger();
            var identity = recipient.ReadSequence();
            var issuer = identity.ReadEncodedValue();
            var serial = identity.ReadIntegerBytes();
            recipient.ReadSequence();
            var value = recipient.ReadOctetString();
            if (
                certificate is null
                || issuer.Span.SequenceEqual(certificate.IssuerName.RawData)
                    && serial.Span.SequenceEqual(certificate.SerialNumberBytes.Span)
            )
            {
                sealedKey ??= value;
            }
        }
        if (sealedKey is null)
        {
            throw OpenSslLibrary.Failed(r, "OpenSSL::PKCS7::PKCS7Error", "decrypt error");
        }
        var content = enveloped.ReadSequence();
        content.ReadObjectIdentifier();
        var algorithm = content.ReadSequence();
        using SymmetricAlgorithm cipher =
            algorithm.ReadObjectIdentifier() == "1.2.840.113549.3.7" ? TripleDES.Create() : Aes.Create();
        var vector = algorithm.ReadOctetString();
        cipher.Key = OpenSslKeys.PrivateRsa(key).Decrypt(sealedKey, RSAEncryptionPadding.Pkcs1);
        return cipher.DecryptCbc(content.ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 0)), vector);
    }

    /// <summary>Enveloped data (RFC 2315, section 10): AES, its key hidden for each owner with RSA.</summary>
    private static byte[] Encrypt(Runtime r, byte[] text, List<X509Certificate2> owners)
    {
        using var cipher = Aes.Create();
        (cipher.Key, cipher.IV) = (r.Doors.Random(32), r.Doors.Random(16));
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(EnvelopedData);
            using (writer.PushSequence(Explicit0))
            using (writer.PushSequence())
            {
                writer.WriteInteger(0);
                using (writer.PushSetOf())
                {
                    owners.ForEach(owner => Recipient(writer, owner, cipher.Key));
                }
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(Data);
                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier(Aes256);
                        writer.WriteOctetString(cipher.IV);
                    }
                    writer.WriteOctetString(
                        cipher.EncryptCbc(text, cipher.IV),
                        new Asn1Tag(TagClass.ContextSpecific, 0)
                    );
                }
            }
        }
        return writer.Encode();
    }

    private static void Recipient(AsnWriter writer, X509Certificate2 owner, byte[] key)
    {
        using var rsa =
            owner.GetRSAPublicKey() ?? throw new CryptographicException("a certificate without a key of RSA");
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(owner.IssuerName.RawData);
                writer.WriteInteger(owner.SerialNumberBytes.Span);
            }
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Rsa);
                writer.WriteNull();
            }
            writer.WriteOctetString(rsa.Encrypt(key, RSAEncryptionPadding.Pkcs1));
        }
    }
}
