using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateKeyPair() : LegacyFunction("validate_x509_rsa_key_pair")
{
    public override ImmutableArray<string> Signatures => ["(String certificate, String key)"];

    public override string Doc =>
        """
            Fails unless one text is an X.509 certificate and the other its RSA key, both in PEM.
            """;

    private const string Start = "-----BEGIN ";

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 2)
        {
            throw invocation.Failure(
                $"validate_x509_rsa_key_pair(): wrong number of arguments ({arguments.Length}; must be 2)"
            );
        }
        foreach (var argument in arguments)
        {
            if (argument is not StringValue)
            {
                throw invocation.Failure($"{RubyText.Inspect(argument)} is not a string.");
            }
        }
        using var certificate = ReadCertificate(invocation, arguments[0].ToString());
        using var key = ReadKey(invocation, arguments[1].ToString());
        using var certified = certificate.GetRSAPublicKey();
        var isPair =
            certified is not null
            && certified.ExportRSAPublicKey().AsSpan().SequenceEqual(key.ExportRSAPublicKey());
        return isPair
            ? UndefValue.Instance
            : throw invocation.Failure("Certificate signature does not match supplied key");
    }

    private static X509Certificate2 ReadCertificate(Invocation invocation, string pem)
    {
        if (!Begins(pem))
        {
            throw invocation.Failure("Not a valid x509 certificate: PEM_read_bio_X509: no start line");
        }
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException)
        {
            throw invocation.Failure("Not a valid x509 certificate: PEM_read_bio_X509: bad base64 decode");
        }
    }

    private static RSA ReadKey(Invocation invocation, string pem)
    {
        var key = RSA.Create();
        try
        {
            if (Begins(pem))
            {
                key.ImportFromPem(pem);
                return key;
            }
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException)
        {
            // Told below, as is a key that does not begin at a line's start.
        }
        key.Dispose();
        throw invocation.Failure("Not a valid RSA key: Neither PUB key nor PRIV key: unsupported");
    }

    /// <summary>Whether a line starts as each part of such a file does.</summary>
    private static bool Begins(string pem) =>
        pem.StartsWith(Start, StringComparison.Ordinal)
        || pem.Contains("\n" + Start, StringComparison.Ordinal);
}
