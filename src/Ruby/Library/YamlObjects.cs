using System.Numerics;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>What a reading of YAML may make, and how.</summary>
/// <param name="Classes">The names of classes that are allowed, or null for all.</param>
/// <param name="Symbols">The only symbols that are allowed, unless it is empty.</param>
internal sealed record YamlRules(
    HashSet<string>? Classes,
    HashSet<string> Symbols,
    bool FollowsAliases,
    bool MakesSymbols,
    bool Freezes,
    object Fallback,
    string File
);

/// <summary>Makes Ruby's objects of what YAML says.</summary>
internal sealed class YamlObjects(Runtime r, YamlRules rules)
{
    /// <summary>What was made of a tree, so that aliases stand for the same object.</summary>
    private readonly Dictionary<DataTree, object> made = new(ReferenceEqualityComparer.Instance);

    public object Of(DataTree tree)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (made.TryGetValue(tree, out var known))
        {
            return known;
        }
        var value = tree switch
        {
            MappingTree mapping => HashMethods.Of(
                r,
                mapping.Entries.Select(entry => (Key(Of(entry.Key)), Of(entry.Value)))
            ),
            SequenceTree sequence => r.Array([.. sequence.Items.Select(Of)]),
            _ => Scalar((ScalarTree)tree),
        };
        if (tree.Tag is { } tag)
        {
            value = Tagged(tag, value);
        }
        if (rules.Freezes && value is RubyObject thing)
        {
            thing.IsFrozen = true;
        }
        return made[tree] = value;
    }

    private object Key(object key) =>
        rules.MakesSymbols && key is RubyString name ? new Symbol(name.Text) : r.HashKey(key);

    private void Permit(string name)
    {
        if (rules.Classes?.Contains(name) == false)
        {
            throw Disallowed(name);
        }
    }

    private RubyError Disallowed(string name) =>
        r.Error(YamlLibrary.Problem(r, "DisallowedClass"), $"Tried to load unspecified class: {name}");

    /// <summary>The object that a tag names: <c>!ruby/object:Name</c>, of what stands behind it.</summary>
    private object Tagged(string tag, object value)
    {
        tag = tag.Replace("tag:yaml.org,2002:", "!", StringComparison.Ordinal);
        if (tag is "!set" or "!omap")
        {
            return tag == "!omap" && value is RubyArray pairs
                ? pairs.Items.OfType<RubyHash>().Aggregate(r.Hash(), Joined)
                : value;
        }
        var (kind, name) = tag["!ruby/".Length..].Split(':', 2) is [var first, var second]
            ? (first, second)
            : (tag["!ruby/".Length..], "");
        Permit(
            kind switch
            {
                "range" => "Range",
                "regexp" => "Regexp",
                "class" or "module" when value is RubyString named => named.Text,
                _ when name.Length > 0 => name,
                _ => "Object",
            }
        );
        Library.Require(r, "psych/objects");
        return r.Send(r.Classes.Object.Constants["Psych"], "__object", r.String(kind), r.String(name), value);
    }

    private static RubyHash Joined(RubyHash whole, RubyHash part)
    {
        foreach (var (key, value) in part.Pairs)
        {
            whole[key] = value;
        }
        return whole;
    }

    private Symbol Named(string name)
    {
        name = name.StartsWith(':') ? name[1..].Trim('"', '\'') : name;
        if (rules.Symbols.Count > 0 && !rules.Symbols.Contains(name))
        {
            throw Disallowed("Symbol");
        }
        Permit("Symbol");
        return new Symbol(name);
    }

    private object Scalar(ScalarTree scalar)
    {
        switch (scalar.Value)
        {
            case string name when scalar.IsSymbol:
                return Named(name);
            case null:
                return Nil.Value;
            case string text:
                return r.String(text);
            case bool truth:
                return Booleans.Of(truth);
            case int number:
                return (long)number;
            case long or double:
                return scalar.Value;
            case BigInteger big:
                return Integers.Of(big);
            case DateOnly date:
                Permit("Date");
                return r.Send(
                    r.Constant(r.Top, "Date", null),
                    "new",
                    (long)date.Year,
                    (long)date.Month,
                    (long)date.Day
                );
            case DateTimeOffset moment:
                Permit("Time");
                return TimeMaking.At(r, moment, scalar.Span.Text.EndsWith('Z'));
            case byte[] bytes:
                return EncodingMethods.FromBytes(r, bytes, RubyEncoding.Binary);
            default:
                return r.String(
                    Convert.ToString(scalar.Value, System.Globalization.CultureInfo.InvariantCulture)!
                );
        }
    }
}
