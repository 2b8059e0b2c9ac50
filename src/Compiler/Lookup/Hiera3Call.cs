using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// The functions of Hiera 3: <c>hiera</c>, <c>hiera_array</c>, <c>hiera_hash</c> and <c>hiera_include</c>.
/// </summary>
internal static class Hiera3Call
{
    /// <param name="extraLevels">A level, or an array of levels, put above the hierarchy; undef for
    /// none.</param>
    public static Value Answer(
        HieraLookup lookup,
        LookupScope scope,
        string function,
        string key,
        Value extraLevels,
        Value? standIn = null,
        Func<Value>? block = null
    )
    {
        if (lookup.Settings.Strict is not null)
        {
            lookup.WarnOnce(
                $"The function '{function}' is deprecated in favor of using 'lookup'. "
                    + "See https://puppet.com/docs/puppet/7.23/deprecated_language.html\n"
                    + "   (file & line not available)"
            );
        }
        var outer = lookup.Invoke(scope);
        var invocation = new LookupInvocation(scope, outer)
        {
            IsHiera3Call = true,
            IsGlobalOnly = outer.IsGlobalOnly || !lookup.HasEnvironmentLayer,
            ExtraLevels = Levels(extraLevels),
        };
        var request = new LookupRequest([key])
        {
            Merge = function switch
            {
                "hiera_array" or "hiera_include" => "unique",
                "hiera_hash" => "hash",
                _ => "first",
            },
            Default = standIn,
            Block = block,
        };
        return lookup.Answer(request, invocation);
    }

    private static ImmutableArray<string> Levels(Value value) =>
        value switch
        {
            UndefValue => [],
            ArrayValue array => [.. array.Items.Select(item => item.ToString())],
            _ => [value.ToString()],
        };
}
