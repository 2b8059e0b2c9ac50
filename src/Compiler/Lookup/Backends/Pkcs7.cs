using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bunraku.Compiler;

/// <summary>
/// Opens enveloped data of PKCS #7 (RFC 2315, section 10): a key that RSA hides, and a content that a block
/// cipher hides with it.
/// </summary>
internal static class Pkcs7
{
    private const string Unreadable = "Could not parse the PKCS7: no start line";
    private const string EnvelopedData = "1.2.840.113549.1.7.3";

    private static readonly Asn1Tag Explicit0 = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>The bytes of Base64, where blanks and line breaks do not count.</summary>
    public static byte[] Decode(string text)
    {
        var compact = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        try
        {
            return Convert.FromBase64String(compact);
        }
        catch (FormatException)
        {
            throw new EyamlException(Unreadable);
        }
    }

    /// <param name="certificate">Whose recipient's key the message is opened with.</param>
    public static byte[] Decrypt(byte[] message, string privateKey, string certificate)
    {
        using var key = RSA.Create();
        try
        {
            key.ImportFromPem(privateKey);
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException)
        {
            throw new EyamlException("Neither PUB key nor PRIV key: unsupported");
        }
        var (issuer, serial) = Identity(certificate, key);
        try
        {
            var (recipients, algorithm, iv, content) = Parse(message);
            foreach (var recipient in recipients)
            {
                if (
                    recipient.Issuer.AsSpan().SequenceEqual(issuer)
                    && recipient.Serial.AsSpan().SequenceEqual(serial)
                )
                {
                    var contentKey = key.Decrypt(recipient.Key, RSAEncryptionPadding.Pkcs1);
                    using var cipher = Cipher(algorithm);
                    cipher.Key = contentKey;
                    return cipher.DecryptCbc(content, iv);
                }
            }
        }
        catch (AsnContentException)
        {
            throw new EyamlException(Unreadable);
        }
        catch (CryptographicException)
        {
            throw new EyamlException("bad decrypt");
        }
        throw new EyamlException("decrypt error");
    }

    private static (byte[] Issuer, byte[] Serial) Identity(string pem, RSA key)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            using var shown = certificate.GetRSAPublicKey();
            if (shown?.ExportRSAPublicKey().AsSpan().SequenceEqual(key.ExportRSAPublicKey()) != true)
            {
                throw new EyamlException("private key does not match certificate");
            }
            return (certificate.IssuerName.RawData, certificate.SerialNumberBytes.ToArray());
        }
        catch (CryptographicException)
        {
            throw new EyamlException("PEM_read_bio_X509: no start line");
        }
    }

    private static SymmetricAlgorithm Cipher(string oid)
    {
        if (oid == "1.2.840.113549.3.7")
        {
            return TripleDES.Create();
        }
        return oid is "2.16.840.1.101.3.4.1.2" or "2.16.840.1.101.3.4.1.22" or "2.16.840.1.101.3.4.1.42"
            ? Aes.Create()
            : throw new EyamlException($"unsupported cipher {oid}");
    }

    private static (List<Recipient> Recipients, string Algorithm, byte[] Iv, byte[] Content) Parse(
        byte[] message
    )
    {
        var outer = new AsnReader(message, AsnEncodingRules.BER).ReadSequence();
        if (outer.ReadObjectIdentifier() != EnvelopedData)
        {
            throw new EyamlException(Unreadable);
        }
        var enveloped = outer.ReadSequence(Explicit0).ReadSequence();
        enveloped.ReadInteger();
        if (enveloped.PeekTag().HasSameClassAndValue(Explicit0))
        {
            enveloped.ReadEncodedValue();
        }
        var recipients = new List<Recipient>();
        var set = enveloped.ReadSetOf(skipSortOrderValidation: true);
        while (set.HasData)
        {
            var recipient = set.ReadSequence();
            recipient.ReadInteger();
            var identity = recipient.ReadSequence();
            var issuer = identity.ReadEncodedValue().ToArray();
            var serial = identity.ReadIntegerBytes().ToArray();
            recipient.ReadSequence();
            recipients.Add(new(issuer, serial, recipient.ReadOctetString()));
        }
        var content = enveloped.ReadSequence();
        content.ReadObjectIdentifier();
        var algorithm = content.ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        var iv = algorithm.ReadOctetString();
        return (recipients, oid, iv, content.ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 0)));
    }

    private sealed record Recipient(byte[] Issuer, byte[] Serial, byte[] Key);
}
