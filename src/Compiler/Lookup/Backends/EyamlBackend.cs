using System.Text;
using System.Text.RegularExpressions;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// YAML files with encrypted strings in them (<c>ENC[PKCS7,…]</c>), as hiera-eyaml writes them.
/// </summary>
internal sealed partial class EyamlBackend() : LookupBackend(BackendKind.LookupKey, "eyaml_lookup_key")
{
    private static readonly YamlBackend Files = new();

    public override Value? Find(BackendRequest request)
    {
        var key = request.Key.Root;
        var path =
            request.Place.Path
            ?? throw new EvaluationException(HieraDiagnostics.MissingEyamlPath(request.Level.Entry));
        if (Files.FileOf(path, request).Find(key) is not { } entry)
        {
            request.Lookup.Explainer?.NotFound(key);
            return null;
        }
        if (key != LookupKey.Options)
        {
            request.Lookup.Trace.Add(new LookupUse(request.Invocation.UsedBy, key, entry.Place));
        }
        var interpolation = new Interpolation(request.Lookup, request.Invocation)
        {
            PlaceOf = text => entry.PlaceOf(text),
        };
        var value = Open(
            entry.Value,
            new Reading(key, request.Level.Options, entry, path)
            {
                Root = request.Layer.Configuration.Root,
                Interpolate = interpolation.Of,
            }
        );
        request.Lookup.Explainer?.Found(key, value, place: entry.Place);
        return value;
    }

    /// <summary>What code gets that asks for a key itself; null when the file does not have it.</summary>
    public static Value? Find(
        string key,
        HashValue options,
        string path,
        Invocation invocation,
        Func<Value, Value> interpolate
    ) =>
        Files.ReadWhole(path, invocation).Find(key) is { } entry
            ? Open(
                entry.Value,
                new Reading(key, options, entry, path)
                {
                    Root = invocation.Compilation.Environment.Root,
                    Interpolate = interpolate,
                }
            )
            : null;

    private static Value Open(Value value, Reading reading) =>
        value switch
        {
            StringValue text => reading.Interpolate(
                text.Text.Contains("ENC[", StringComparison.Ordinal)
                    ? new StringValue(Opened(text.Text, reading))
                    : text
            ),
            ArrayValue array => ArrayValue.Of(array.Items.Select(item => Open(item, reading))),
            HashValue hash => HashValue.Of(
                hash.Pairs.Select(pair =>
                    KeyValuePair.Create(reading.Interpolate(pair.Key), Open(pair.Value, reading))
                )
            ),
            _ => value,
        };

    private static string Opened(string text, Reading reading)
    {
        if (!AnyToken().IsMatch(text))
        {
            return text;
        }
        try
        {
            var opened = Token().Replace(text, match => Plain(match, reading));
            return opened.EndsWith('\n') ? opened[..^1].TrimEnd('\r') : opened;
        }
        catch (EyamlException failure)
        {
            var at = reading.Entry.PlaceOf(text);
            var diagnostic = LookupDiagnostics.CannotDecrypt(
                text,
                reading.Key,
                reading.Path,
                failure.Message,
                at
            );
            throw new EvaluationException(diagnostic);
        }
    }

    private static string Plain(Match token, Reading reading)
    {
        var scheme = token.Groups[1].Success ? token.Groups[1].Value.TrimEnd(',') : "PKCS7";
        if (!scheme.Equals("PKCS7", StringComparison.OrdinalIgnoreCase))
        {
            throw new EyamlException(
                $"Could not find hiera-eyaml encryptor: {scheme}. "
                    + $"Try gem install hiera-eyaml-{scheme.ToLowerInvariant()} ?"
            );
        }
        var options = reading.Options;
        CheckNamed(options, "public_key");
        CheckNamed(options, "private_key");
        var privateKey = Pem(options, "private_key", reading.Root);
        var certificate = Pem(options, "public_key", reading.Root);
        var message = Pkcs7.Decode(token.Groups[2].Value);
        return Encoding.UTF8.GetString(Pkcs7.Decrypt(message, privateKey, certificate));
    }

    private static void CheckNamed(HashValue options, string name)
    {
        if (options.Find($"pkcs7_{name}") is null && options.Find($"pkcs7_{name}_env_var") is null)
        {
            throw new EyamlException($"pkcs7_{name} is not defined");
        }
    }

    /// <summary>A key from the variable or the file that the options name.</summary>
    private static string Pem(HashValue options, string name, string root)
    {
        var variable = options.Find($"pkcs7_{name}_env_var")?.ToString();
        if (variable is not null && Environment.GetEnvironmentVariable(variable) is { } text)
        {
            return text;
        }
        if (options.Find("pkcs7_" + name)?.ToString() is not { Length: > 0 } path)
        {
            throw new EyamlException("no implicit conversion of nil into String");
        }
        var beside = Path.Combine(root, path);
        try
        {
            return File.ReadAllText(File.Exists(beside) ? beside : path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var reason =
                failure is UnauthorizedAccessException ? "Permission denied" : "No such file or directory";
            throw new EyamlException($"{reason} @ rb_sysopen - {path}");
        }
    }

    /// <summary>One value being read.</summary>
    private sealed record Reading(string Key, HashValue Options, DataEntry Entry, string Path)
    {
        /// <summary>The folder that names of keys are relative to.</summary>
        public required string Root { get; init; }

        public required Func<Value, Value> Interpolate { get; init; }
    }

    [GeneratedRegex(@"ENC\[.*?\]")]
    private static partial Regex AnyToken();

    [GeneratedRegex(@"ENC\[(\w+,)?([a-zA-Z0-9+/ =\n]+?)\]")]
    private static partial Regex Token();
}

/// <summary>Why an encrypted string cannot be opened.</summary>
internal sealed class EyamlException(string message) : Exception(message);
