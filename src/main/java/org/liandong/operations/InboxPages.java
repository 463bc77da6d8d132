package org.liandong.operations;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;
import org.liandong.cases.TaskNumber;
import org.liandong.casework.CaseDesk;
import org.liandong.intake.Receipt;
import org.liandong.ledger.Blobs;
import org.liandong.ledger.Ledger;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The inbox of a department without a system: its tasks, and forms by which it reports on them. */
@Controller
@RequestMapping("/inbox")
final class InboxPages {
    private final Inboxes inboxes;
    private final Ledger ledger;
    private final CaseDesk desk;
    private final Blobs blobs;
    private final UnitNames units;

    InboxPages(Inboxes inboxes, Ledger ledger, CaseDesk desk, Blobs blobs, UnitNames units) {
        this.inboxes = inboxes;
        this.ledger = ledger;
        this.desk = desk;
        this.blobs = blobs;
        this.units = units;
    }

    @GetMapping
    String own(Principal principal) {
        String department = SignedIn.of(principal).map(SignedIn::department).orElse(null);
        return inboxes.byName().values().stream()
                .filter(inbox -> inbox.department().equals(department))
                .findFirst()
                .map(inbox -> "redirect:/inbox/" + inbox.name())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/{name}")
    ModelAndView tasks(@PathVariable String name, @RequestParam(defaultValue = "") String task) {
        Inbox inbox = inbox(name);
        String wanted = task.strip();
        if (TaskNumber.isValid(wanted)) {
            return new ModelAndView("redirect:/inbox/{name}/tasks/{task}", Map.of("name", name, "task", wanted));
        }
        return page("inbox", inbox)
                .addObject("inbox", ledger.read(view -> InboxPage.of(view, inbox, desk.now())))
                .addObject("mistake", wanted.isEmpty() ? "" : "任务号应为办件编号加两位序号,如 JN20260710030414020-01");
    }

    @GetMapping("/{name}/tasks/{taskNo}")
    ModelAndView task(
            @PathVariable String name, @PathVariable String taskNo, @RequestParam(defaultValue = "") String said) {
        return shown(inbox(name), taskNo, Map.of())
                .addObject("said", InboxWords.done(said))
                .addObject("mistake", said.equals("large") ? "照片合计不能超过2.9MB,没有登记;请缩小后重传" : "");
    }

    @PostMapping("/{name}/tasks/{taskNo}")
    ModelAndView report(
            @PathVariable String name,
            @PathVariable String taskNo,
            @RequestParam Map<String, String> form,
            @RequestParam(name = "photos", required = false) @Nullable List<MultipartFile> photos,
            HttpServletRequest request)
            throws IOException {
        Inbox inbox = inbox(name);
        if (!isFromOwnPage(request)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "表单须从收件箱的页面提交");
        }
        ledger.read(view -> own(inbox, view, taskNo));
        InboxReport report = InboxReport.of(taskNo, form, files(photos));
        Receipt receipt = inbox.take(report.message());
        if (receipt.code().equals("0")) {
            String kind = report.values().getOrDefault("kind", "");
            return new ModelAndView(
                    "redirect:/inbox/{name}/tasks/{task}", Map.of("name", name, "task", taskNo, "said", kind));
        }
        ModelAndView page = shown(inbox, taskNo, report.values())
                .addObject("said", "")
                .addObject("mistake", Optional.ofNullable(receipt.message()).orElse(receipt.code()));
        page.setStatus(
                receipt.code().equals("UNAVAILABLE")
                        ? HttpStatus.SERVICE_UNAVAILABLE
                        : HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    @GetMapping("/{name}/tasks/{taskNo}/photos/{digest}")
    ResponseEntity<InputStreamResource> photo(
            @PathVariable String name, @PathVariable String taskNo, @PathVariable String digest) throws IOException {
        Inbox inbox = inbox(name);
        InboxTask task = ledger.read(view -> {
            Found found = own(inbox, view, taskNo);
            return InboxTask.of(view, inbox, found.file(), found.assignment(), units, desk.now());
        });
        InputStream content = task.shows(digest) ? blobs.open(digest).orElse(null) : null;
        if (content == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                // whatever it really is, it is never run as a page of ours
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(digest + ".jpg")
                                .build()
                                .toString())
                .body(new InputStreamResource(content));
    }

    /** The whole form was dropped: say so on the page it came from. */
    @ExceptionHandler
    String tooLarge(MaxUploadSizeExceededException e, HttpServletRequest request) {
        return "redirect:" + request.getRequestURI() + "?said=large";
    }

    private ModelAndView shown(Inbox inbox, String taskNo, Map<String, String> given) {
        InboxTask task = ledger.read(view -> {
            Found found = own(inbox, view, taskNo);
            return InboxTask.of(view, inbox, found.file(), found.assignment(), units, desk.now());
        });
        return page("inbox-task", inbox)
                .addObject("page", task)
                .addObject("given", given)
                .addObject("reasons", ReasonNames.BY_KIND)
                .addObject("number", InboxReport.newNumber());
    }

    /** A department's page leads to its own pages only. */
    private static ModelAndView page(String name, Inbox inbox) {
        return new ModelAndView(name).addObject("home", "/inbox/" + inbox.name());
    }

    private record Found(CaseFile file, Assignment assignment) {}

    /** A task of somebody else is not there, as far as this department can see. */
    private static Found own(Inbox inbox, org.liandong.ledger.View view, String taskNo) {
        if (TaskNumber.isValid(taskNo)) {
            TaskNumber number = new TaskNumber(taskNo);
            Optional<CaseFile> file = CaseDesk.load(view, number.caseNumber());
            Optional<Assignment> assignment = file.flatMap(found -> found.assignment(number))
                    .filter(one -> one.dept().equals(inbox.department()));
            if (file.isPresent() && assignment.isPresent()) {
                return new Found(file.get(), assignment.get());
            }
        }
        throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private Inbox inbox(String name) {
        return Optional.ofNullable(inboxes.byName().get(name))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Map<String, byte[]> files(@Nullable List<MultipartFile> photos) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (photos != null) {
            for (MultipartFile photo : photos) {
                if (!photo.isEmpty()) {
                    String name =
                            Optional.ofNullable(photo.getOriginalFilename()).orElse("照片");
                    files.put(files.containsKey(name) ? files.size() + "-" + name : name, photo.getBytes());
                }
            }
        }
        return files;
    }

    /** A browser sends the account along with whatever page asks it to; it also says which page did. */
    private static boolean isFromOwnPage(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null
                || String.valueOf(request.getHeader(HttpHeaders.HOST)).equals(authority(origin));
    }

    private static String authority(String origin) {
        try {
            return String.valueOf(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
