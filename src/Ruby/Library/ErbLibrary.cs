namespace Bunraku.Ruby;

/// <summary>
/// What of <c>erb</c> is not written in Ruby: templates as programs, and what escapes texts.
/// </summary>
internal static class ErbLibrary
{
    public static void Define(Runtime r)
    {
        var erb = r.Classes.MakeOwn("ERB", Templates, r.Classes.Object);
        r.Classes.MakeOwn("Util", Escapes, outer: erb);
    }

    private static readonly NativeTable Templates = new(static t =>
        t.On(
            "__source",
            3,
            static (r, _, a, _) => r.String(ErbSource.Of(r.Text(a[0]), r.Text(a[1]), r.Text(a[2])).Program)
        )
    );

    private static readonly NativeTable Escapes = new(static t =>
    {
        t.On(
            "html_escape",
            1,
            static (r, s, a, _) => r.Send(r.FindConstant("CGI")!, "escapeHTML", r.String(r.ToText(a[0])))
        );
        t.Alias("h", "html_escape");
        t.On("url_encode", 1, static (r, _, a, _) => r.String(Uri.EscapeDataString(r.ToText(a[0]))));
        t.Alias("u", "url_encode");
    });
}
