using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>What a template has rendered; a sensitive part makes the whole sensitive.</summary>
internal sealed class TemplateOutput
{
    private readonly StringBuilder text = new();
    private bool isSensitive;

    public void Append(string part) => text.Append(part);

    public void Append(Value value)
    {
        if (value is SensitiveValue hidden)
        {
            isSensitive = true;
            Append(hidden.Inner);
            return;
        }
        text.Append(Strings.TextOf(value));
    }

    public Value Finish()
    {
        var whole = new StringValue(text.ToString());
        return isSensitive ? new SensitiveValue(whole) : whole;
    }
}
