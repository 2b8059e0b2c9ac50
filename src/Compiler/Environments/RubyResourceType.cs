using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// A resource type of a module, of which only the attributes' names were read from its Ruby source: enough to
/// compile, not to apply.
/// </summary>
internal sealed partial class RubyResourceType : ResourceType
{
    private RubyResourceType(string name, ImmutableArray<ResourceAttribute> attributes)
        : base(name) => Attributes = attributes;

    public override ImmutableArray<ResourceAttribute> Attributes { get; }

    /// <summary>
    /// Finds <c>newparam</c>, <c>newproperty</c> and <c>ensurable</c>, or the keys of a Resource API
    /// definition.
    /// </summary>
    public static RubyResourceType Scan(string name, string source)
    {
        var attributes = new List<ResourceAttribute>();
        if (Ensurable().IsMatch(source))
        {
            attributes.Add(new("ensure", AttributeKind.Property, ""));
        }
        foreach (Match match in Declaration().Matches(source))
        {
            var kind =
                match.Groups["kind"].Value == "param" ? AttributeKind.Parameter : AttributeKind.Property;
            var attribute = match.Groups["name"].Value;
            attributes.Add(new(attribute, kind, "") { IsNamevar = IsNamevar(source, match, attribute) });
        }
        if (source.Contains("ResourceApi.register_type", StringComparison.Ordinal))
        {
            attributes.AddRange(ApiAttributes(source));
        }
        if (!attributes.Any(attribute => attribute.IsNamevar))
        {
            var at = attributes.FindIndex(attribute => attribute.Name == "name");
            if (at >= 0)
            {
                attributes[at] = attributes[at] with { IsNamevar = true };
            }
        }
        return new RubyResourceType(name, [.. attributes.DistinctBy(attribute => attribute.Name)]);
    }

    /// <summary>A namevar says so in its declaration, or before the next one.</summary>
    private static bool IsNamevar(string source, Match match, string name)
    {
        var line = source.AsSpan(match.Index, LengthOfLine(source, match.Index));
        if (line.Contains("namevar", StringComparison.Ordinal))
        {
            return true;
        }
        var next = Declaration().Match(source, match.Index + match.Length);
        var end = next.Success ? next.Index : source.Length;
        return IsNamevarCall().IsMatch(source[match.Index..end]);
    }

    private static int LengthOfLine(string source, int start)
    {
        var end = source.IndexOf('\n', start);
        return (end < 0 ? source.Length : end) - start;
    }

    private static IEnumerable<ResourceAttribute> ApiAttributes(string source)
    {
        var at = source.IndexOf("attributes:", StringComparison.Ordinal);
        return ApiAttribute()
            .Matches(source, Math.Max(at, 0))
            .Select(match => new ResourceAttribute(
                match.Groups["name"].Value,
                match.Groups["body"].Value.Contains(":param", StringComparison.Ordinal)
                    ? AttributeKind.Parameter
                    : AttributeKind.Property,
                ""
            )
            {
                IsNamevar = match.Groups["body"].Value.Contains(":namevar", StringComparison.Ordinal),
            });
    }

    [GeneratedRegex(@"^\s*ensurable\b", RegexOptions.Multiline)]
    private static partial Regex Ensurable();

    [GeneratedRegex(
        @"^\s*new(?<kind>param|property)s?\s*\(?\s*(?::""?|'|"")(?<name>\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\bisnamevar\b")]
    private static partial Regex IsNamevarCall();

    [GeneratedRegex(@"^\s+(?<name>\w+):\s*\{(?<body>[^{}]*)\}", RegexOptions.Multiline)]
    private static partial Regex ApiAttribute();
}
