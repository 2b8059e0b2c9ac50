# Records what Ruby prints: ruby --disable-did_you_mean --disable-error_highlight tests/reference/snippets.rb FILE
# Paragraphs are snippets; a paragraph that begins with a line "%" has one expression a line.
require 'stringio'; require 'timeout'
snips = []
File.read(ARGV[0]).split(/\n\n+/).each do |para|
  para = para.sub(/\A\n+/, '').chomp
  if para.start_with?("%\n") then para.lines[1..].each { |l| l = l.chomp; snips << (l.start_with?('!') ? l[1..] : "p((#{l}))") }
  else snips << para end
end
seen = {}
snips.each do |code|
  next if seen[code]; seen[code] = true
  r, w = IO.pipe
  pid = fork do
    r.close
    $stdout = w; $stderr = w
    begin
      Timeout.timeout(5) { eval(code, TOPLEVEL_BINDING, 'main.rb', 1) }
    rescue SystemExit
    rescue Exception => e
      w.print "#{e.class}: #{e.message}"
    end
    w.flush
    exit!(0)
  end
  w.close; out = r.read.force_encoding('UTF-8').scrub('?'); Process.wait(pid)
  if out.match?(/0x0[0-9a-f]{8,}/) then warn "address in: #{code}"; next end
  if out.start_with?('SyntaxError') then warn "SYNTAX #{code} #{out}"; next end
  out = out.chomp
  puts code, (out.empty? ? ["#=>"] : out.split("\n", -1).map { |l| l.empty? ? "#=>" : "#=> #{l}" }), ""
end
