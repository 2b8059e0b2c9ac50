namespace Bunraku.Model;

/// <summary>The programs that commands of <c>exec</c> resources start.</summary>
public static class ExecPrograms
{
    /// <summary>The program a command starts with, quotes taken off; empty when there is none.</summary>
    public static string Of(Value command)
    {
        if (command is ArrayValue words)
        {
            return words.Count == 0 ? "" : words[0].ToString();
        }
        var line = command.ToString();
        return line.StartsWith('"') || line.StartsWith('\'')
            ? line[1..].Split(line[0])[0]
            : line.Split(' ')[0];
    }
}
