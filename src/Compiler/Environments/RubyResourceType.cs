using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// A resource type of a module, of which only the declaration was read from its Ruby source: enough to
/// compile, not to apply.
/// </summary>
internal sealed class RubyResourceType : ResourceType
{
    /// <summary>A type that nothing names takes no title.</summary>
    private static readonly TitlePattern NoTitle = new(RubyRegex.Of("(?!)"), []);

    private RubyResourceType(string name, ImmutableArray<ResourceAttribute> attributes)
        : base(name) => Attributes = attributes;

    public override ImmutableArray<ResourceAttribute> Attributes { get; }

    public override ImmutableArray<TitlePattern> TitlePatterns => titlePatterns;

    public override bool IsIsomorphic => isIsomorphic;

    private ImmutableArray<TitlePattern> titlePatterns = [];
    private bool isIsomorphic = true;

    /// <summary>Null when the source declares no such type.</summary>
    public static RubyResourceType? Read(string name, string source, RubyLibrary library, bool hasProviders)
    {
        var reading = RubyTypeReader.Read(name, source, library);
        if (reading is not { } draft)
        {
            return null;
        }
        if (hasProviders)
        {
            draft.Add("provider", AttributeKind.Parameter);
        }
        var attributes = draft.Attributes.Select(attribute => new ResourceAttribute(
            attribute.Name,
            attribute.Kind
        )
        {
            IsNamevar = attribute.IsNamevar,
        });
        var type = new RubyResourceType(name, Distinct([.. attributes]))
        {
            isIsomorphic = draft.IsIsomorphic,
        };
        type.titlePatterns = type.Namevars.IsEmpty ? [NoTitle] : RubyTitlePatterns.Of(draft.TitlePatterns);
        return type;
    }

    /// <summary>A type without a namevar that says so is named by <c>name</c>.</summary>
    private static ImmutableArray<ResourceAttribute> Distinct(List<ResourceAttribute> attributes)
    {
        var at = attributes.FindIndex(attribute => attribute.Name == "name");
        if (at >= 0 && !attributes.Exists(attribute => attribute.IsNamevar))
        {
            attributes[at] = attributes[at] with { IsNamevar = true };
        }
        return [.. attributes.DistinctBy(attribute => attribute.Name)];
    }
}
