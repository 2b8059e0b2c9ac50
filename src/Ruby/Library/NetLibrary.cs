namespace Bunraku.Ruby;

/// <summary>What <c>net/http.rb</c> stands on: one exchange, through the door to the web.</summary>
internal static class NetLibrary
{
    public static void Define(Runtime r)
    {
        var net = r.NewModule(null);
        r.SetConstant(r.Classes.Object, "Net", net);
        r.DefineOwn(net, "__exchange", 1, 1, static (ruby, _, a, _) => Exchange(ruby, (RubyHash)a[0]));
    }

    private static object Exchange(Runtime r, RubyHash given)
    {
        object Of(string name) => given.Find(new Symbol(name)) ?? Nil.Value;
        string? Text(string name) => Of(name) is RubyString text ? text.Text : null;
        TimeSpan Seconds(string name) =>
            Of(name) is Nil
                ? TimeSpan.FromHours(1)
                : TimeSpan.FromSeconds(Math.Clamp(Numbers.Float(Of(name)), 0.001, 86_400));
        var request = new WebRequest(
            Text("method")!,
            new Uri(Text("address")!),
            [
                .. ((RubyHash)Of("headers")).Pairs.Select(pair =>
                    KeyValuePair.Create(r.ToText(pair.Key), r.ToText(pair.Value))
                ),
            ],
            Of("body") is RubyString body ? body.Bytes : null,
            Seconds("open_timeout"),
            Seconds("read_timeout"),
            Runtime.IsTrue(Of("verifies")),
            Text("authorities"),
            Text("proxy") is { } proxy ? new Uri(proxy) : null
        );
        if (r.Doors.Exchange(request) is not { } reply)
        {
            return Nil.Value;
        }
        var headers = (reply.Headers ?? []).Select(pair =>
            (object)r.Array([r.String(pair.Key), r.String(pair.Value)])
        );
        return r.Array([
            new Symbol(reply.Trouble.ToString()),
            r.String(reply.Reason),
            (long)reply.Status,
            r.String(reply.Version),
            r.Array([.. headers]),
            EncodingMethods.FromBytes(r, reply.Body ?? [], RubyEncoding.Binary),
        ]);
    }
}
