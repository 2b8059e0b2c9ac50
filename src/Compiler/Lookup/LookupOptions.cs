using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// The merged <c>lookup_options</c> that hold for the keys of one module, or for keys without one.
/// </summary>
internal sealed class LookupOptions
{
    private readonly HashValue options;
    private readonly ImmutableArray<(Regex Pattern, HashValue? Options)> patterns;

    public LookupOptions(HashValue options)
    {
        this.options = options;
        patterns =
        [
            .. options
                .Pairs.Where(pair => IsPattern(pair.Key))
                .Select(pair => (Compile(pair.Key.ToString()), pair.Value as HashValue)),
        ];
    }

    /// <summary>
    /// The options of a key: those of its own name, else of the first pattern that matches it.
    /// </summary>
    public HashValue? For(LookupKey key)
    {
        if (options.Find(key.Root) is { } exact and not UndefValue && !IsPattern(key.Root))
        {
            // What is no hash has no options in it.
            return exact as HashValue;
        }
        foreach (var (pattern, found) in patterns)
        {
            if (pattern.IsMatch(key.Root))
            {
                return found;
            }
        }
        return null;
    }

    /// <summary>Refuses options of a module for keys that are not its own.</summary>
    public static HashValue? Checked(Value value, string? moduleName)
    {
        if (value is UndefValue)
        {
            return null;
        }
        if (value is not HashValue hash)
        {
            throw new EvaluationException(
                LookupDiagnostics.InvalidOptions("value of lookup_options must be a hash")
            );
        }
        foreach (var key in moduleName is null ? [] : hash.Keys.Select(key => key.ToString()))
        {
            var own = moduleName + "::";
            if (!key.StartsWith(key.StartsWith('^') ? "^" + own : own, StringComparison.Ordinal))
            {
                throw new EvaluationException(
                    LookupDiagnostics.InvalidOptions(
                        key.StartsWith('^')
                            ? $"all lookup_options patterns must match a key starting with module name `{moduleName}`"
                            : $"all lookup_options keys must start with module name `{moduleName}`"
                    )
                );
            }
        }
        return hash;
    }

    private static bool IsPattern(Value key) => key.ToString().StartsWith('^');

    private static Regex Compile(string pattern)
    {
        try
        {
            return RubyRegex.Of(pattern).Regex;
        }
        catch (DataTypeException failure)
        {
            throw new EvaluationException(LookupDiagnostics.MalformedPattern(pattern, failure.Message));
        }
    }
}
