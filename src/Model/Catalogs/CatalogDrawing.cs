using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;

namespace Bunraku.Model;

/// <summary>
/// A catalog as an SVG picture: a row for each resource, indented by what contains it, in the catalog's
/// order; an arrow for each relationship, from what comes first to what waits for it, dashed when it also
/// notifies.
/// </summary>
public static class CatalogDrawing
{
    private const int RowHeight = 20;
    private const int Indent = 18;
    private const int LetterWidth = 8;
    private const int LaneWidth = 9;
    private const int Margin = 16;

    private const string Style = """
        text{font:13px monospace;fill:#24292f}
        .class{font-weight:bold}.defined_type{font-style:italic}
        path{fill:none;stroke:#57606a;stroke-width:1.2;marker-end:url(#tip)}
        .notifies{stroke:#bc4c00;stroke-dasharray:4 3}
        path:hover{stroke-width:3}
        """;

    private static readonly (string Attribute, bool IsAfter, bool Notifies)[] Relations =
    [
        ("before", false, false),
        ("notify", false, true),
        ("require", true, false),
        ("subscribe", true, true),
    ];

    private sealed record Row(Resource Resource, int Depth);

    /// <summary>An arrow between two rows, and how far to the right it runs.</summary>
    private sealed record Arrow(int From, int To, bool Notifies)
    {
        public int Top => Math.Min(From, To);

        public int Bottom => Math.Max(From, To);
    }

    public static string Draw(Catalog catalog)
    {
        var rows = Rows(catalog);
        var arrows = Arrows(catalog, rows);
        var lanes = Lanes(arrows);
        var start =
            Margin
            + rows.Select(row => row.Depth * Indent + row.Resource.Reference.ToString().Length * LetterWidth)
                .DefaultIfEmpty()
                .Max()
            + Margin;
        var width = start + (lanes.DefaultIfEmpty().Max() + 2) * LaneWidth + Margin;
        var height = rows.Length * RowHeight + 2 * Margin;
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">
            <title>{Escape($"Catalog of {catalog.Name}")}</title>
            <style>{Style}</style>
            <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" style="fill:#57606a;stroke:none;marker-end:none"/></marker></defs>
            <rect width="100%" height="100%" fill="#ffffff"/>

            """
        );
        for (var i = 0; i < rows.Length; i++)
        {
            AppendRow(svg, rows[i], Middle(i));
        }
        for (var i = 0; i < arrows.Length; i++)
        {
            AppendArrow(svg, rows, arrows[i], start, start + (lanes[i] + 1) * LaneWidth);
        }
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Each resource below what contains it; what nothing contains stands at the left.</summary>
    private static ImmutableArray<Row> Rows(Catalog catalog)
    {
        var contents = catalog.Edges.ToLookup(edge => edge.Source, edge => edge.Target);
        var contained = catalog.Edges.Select(edge => edge.Target).ToHashSet();
        var rows = ImmutableArray.CreateBuilder<Row>();
        var drawn = new HashSet<ResourceReference>();
        foreach (var resource in catalog.Resources.Where(one => !contained.Contains(one.Reference)))
        {
            Add(resource, 0);
        }
        return rows.ToImmutable();

        void Add(Resource resource, int depth)
        {
            if (!drawn.Add(resource.Reference))
            {
                return;
            }
            rows.Add(new(resource, depth));
            foreach (var content in contents[resource.Reference])
            {
                if (catalog.Find(content) is { } inner)
                {
                    Add(inner, depth + 1);
                }
            }
        }
    }

    private static ImmutableArray<Arrow> Arrows(Catalog catalog, ImmutableArray<Row> rows)
    {
        var at = rows.Select((row, index) => (row.Resource.Reference, index))
            .ToDictionary(pair => pair.Reference, pair => pair.index);
        return
        [
            .. from resource in catalog.Resources
            from relation in Relations
            from text in Texts(resource[relation.Attribute])
            let other = Reference(text)
            where other is { } named && at.ContainsKey(named) && at.ContainsKey(resource.Reference)
            let own = at[resource.Reference]
            select relation.IsAfter
                ? new Arrow(at[other.Value], own, relation.Notifies)
                : new Arrow(own, at[other.Value], relation.Notifies),
        ];
    }

    private static IEnumerable<string> Texts(Value? value) =>
        value switch
        {
            null or UndefValue => [],
            ArrayValue list => list.Items.SelectMany(Texts),
            _ => [value.ToString()],
        };

    /// <summary>A class is titled in capitals, whatever the manifest says.</summary>
    private static ResourceReference? Reference(string text) =>
        ResourceReference.Parse(text) is { Type: "Class" } named
            ? named with
            {
                Title = ResourceReference.Capitalize(named.Title.ToLowerInvariant()),
            }
            : ResourceReference.Parse(text);

    /// <summary>The first lane from the rows that is free beside all rows an arrow passes.</summary>
    private static ImmutableArray<int> Lanes(ImmutableArray<Arrow> arrows)
    {
        var lanes = new int[arrows.Length];
        var taken = new List<List<Arrow>>();
        foreach (
            var index in Enumerable.Range(0, arrows.Length).OrderBy(i => arrows[i].Bottom - arrows[i].Top)
        )
        {
            var arrow = arrows[index];
            var lane = taken.FindIndex(others =>
                others.TrueForAll(other => other.Bottom < arrow.Top || other.Top > arrow.Bottom)
            );
            if (lane < 0)
            {
                lane = taken.Count;
                taken.Add([]);
            }
            taken[lane].Add(arrow);
            lanes[index] = lane;
        }
        return [.. lanes];
    }

    private static void AppendRow(StringBuilder svg, Row row, int middle)
    {
        var resource = row.Resource;
        var place = resource.File is null
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"<title>{Escape(resource.File)}:{resource.Line}</title>"
            );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text class=\"{resource.Kind}\" x=\"{Margin + row.Depth * Indent}\" y=\"{middle + 4}\">{place}{Escape(resource.Reference.ToString())}</text>\n"
        );
    }

    private static void AppendArrow(
        StringBuilder svg,
        ImmutableArray<Row> rows,
        Arrow arrow,
        int start,
        int lane
    )
    {
        var said = $"{rows[arrow.From].Resource.Reference} → {rows[arrow.To].Resource.Reference}";
        var kind = arrow.Notifies ? " class=\"notifies\"" : "";
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<path{kind} d=\"M{start} {Middle(arrow.From)}H{lane}V{Middle(arrow.To)}H{start}\"><title>{Escape(said)}</title></path>\n"
        );
    }

    private static int Middle(int row) => Margin + row * RowHeight + RowHeight / 2;

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
