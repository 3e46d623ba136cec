package dev.poolproof.warp;

import java.util.List;

/** The method whose calls are looked at; notes what is found there. */
record Place(String inClass, String inMethod, List<Site> sites) {

    void rewritten(Call call, Finding finding) {
        note(Site.Kind.REWRITTEN, call, finding, "");
    }

    void leftAlone(Call call, Finding finding, String reason) {
        note(Site.Kind.LEFT_ALONE, call, finding, reason);
    }

    void unknown(Call call, Finding finding) {
        note(Site.Kind.UNKNOWN, call, finding, "");
    }

    private void note(Site.Kind kind, Call call, Finding finding, String reason) {
        String jdkMethod = call.readable(finding.type());
        sites.add(new Site(kind, new TimingCall(inClass, inMethod, jdkMethod), reason));
    }
}
