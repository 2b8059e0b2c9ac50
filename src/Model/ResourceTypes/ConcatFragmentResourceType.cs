using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class ConcatFragmentResourceType() : ResourceType("concat_fragment")
{
    public override string Doc => "A part of a file that is put together (puppetlabs-concat).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("target") with
        {
            Doc = "The path or title of the file it is a part of.",
        },
        Parameter("content") with
        {
            Doc = "What it says.",
        },
        Parameter("source") with
        {
            Doc = "Where what it says is found; of several the first that is there.",
        },
        Parameter("order") with
        {
            Default = "10",
            Doc = "Its place among the others.",
        },
    ];

    protected override Value Munge(ResourceAttribute attribute, Value value)
    {
        var sentence = attribute.Name switch
        {
            "target" when value is not StringValue => "Target must be a String",
            "content" when value is not StringValue => "Content must be a String",
            "source" when value is not (StringValue or ArrayValue) => "Content must be a String or Array",
            "order" when value is not (StringValue or IntegerValue) => "$order is not a string or integer.",
            "order" when value.ToString().AsSpan().ContainsAny(":\n/") =>
                "Order cannot contain '/', ':', or '\\n'.",
            _ => null,
        };
        return sentence is null ? value : throw new AttributeException(sentence);
    }

    protected override IEnumerable<string> Check(ResourceDraft draft)
    {
        if (draft["target"] is null && draft["tag"] is null)
        {
            yield return "No 'target' or 'tag' set";
        }
        if (draft["source"] is null && draft["content"] is null)
        {
            yield return "Set either 'source' or 'content'";
        }
        if (draft["source"] is not null && draft["content"] is not null)
        {
            yield return "Can't use 'source' and 'content' at the same time";
        }
    }
}
