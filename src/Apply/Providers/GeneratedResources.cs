using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Resources that follow from another and take over how it is to be managed.</summary>
internal static class GeneratedResources
{
    private static readonly ImmutableArray<string> Inherited =
    [
        "noop",
        "loglevel",
        "schedule",
        "audit",
        "tag",
    ];

    public static Resource Of(
        Resource parent,
        ResourceReference reference,
        params ReadOnlySpan<KeyValuePair<string, Value>> parameters
    ) =>
        new(reference)
        {
            Parameters =
            [
                .. parameters,
                .. parent.Parameters.Where(parameter => Inherited.Contains(parameter.Key)),
            ],
            Tags = parent.Tags,
            File = parent.File,
            Line = parent.Line,
        };
}
